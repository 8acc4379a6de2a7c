/** Orders through the front door. */
package io.daybook.app.order;
