/** Health, with a clock and counts that a test sets. */
package io.daybook.app.health;
