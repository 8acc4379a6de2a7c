/** Time travel and audit, through the front door. */
package io.daybook.app.travel;
