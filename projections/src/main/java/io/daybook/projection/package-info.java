/**
 * Records: posts the log to read tables, each projection to a PostgreSQL schema of its own, in the
 * transaction that also moves its token. All columns follow from events alone, so a rebuild gives
 * the same tables. The tables are a contract with whoever queries them.
 */
@NullMarked
package io.daybook.projection;

import org.jspecify.annotations.NullMarked;
