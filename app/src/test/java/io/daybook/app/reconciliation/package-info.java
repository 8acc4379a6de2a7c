/** Our books against those of others. */
package io.daybook.app.reconciliation;
