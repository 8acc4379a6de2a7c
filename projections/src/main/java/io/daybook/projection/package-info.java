/**
 * Records: posts the log to read tables, each read model to a PostgreSQL schema of its own, in the
 * transaction that also moves its token. All columns follow from events alone, so a rebuild gives
 * the same tables. The tables are a contract with whoever queries them, which is {@code
 * io.daybook.query}; no query is in here. Look first at {@link io.daybook.projection.ReadModel} and
 * {@code catalog.ProductProjection}.
 */
@NullMarked
package io.daybook.projection;

import org.jspecify.annotations.NullMarked;
