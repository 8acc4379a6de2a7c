/** Fulfilments that wait, are overdue or parked; and with the real aggregates in memory. */
package io.daybook.app.fulfilment;
