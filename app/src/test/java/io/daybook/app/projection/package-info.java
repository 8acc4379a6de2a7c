/** Read models: dead letters and rebuilding. */
package io.daybook.app.projection;
