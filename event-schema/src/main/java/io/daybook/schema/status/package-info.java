/**
 * What follows from events alone: how far an order, its payment and its shipment are. Aggregates,
 * read models and time travel all ask here, so a status means the same everywhere. What is decided
 * because of a status is not here, but where the commands are. Begin with {@link OrderStatus}.
 */
@NullMarked
package io.daybook.schema.status;

import org.jspecify.annotations.NullMarked;
