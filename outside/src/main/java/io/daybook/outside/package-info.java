/**
 * Calls: whatever has to be asked of others. In here are the table of calls with its workers, and
 * the adapters of payment, carrier and mail; what is to be called, and what follows from an answer,
 * is decided by the aggregates and the saga. Every call may run more than once, so every call has a
 * key. Look first at {@code call.Call} and {@code call.CallWorker}.
 */
@NullMarked
package io.daybook.outside;

import org.jspecify.annotations.NullMarked;
