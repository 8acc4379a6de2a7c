/** The platform over a log that is silent, or ahead of it. */
package io.daybook.app.log;
