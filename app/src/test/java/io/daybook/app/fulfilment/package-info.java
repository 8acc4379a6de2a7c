/** Fulfilments that wait, are overdue or parked. */
package io.daybook.app.fulfilment;
