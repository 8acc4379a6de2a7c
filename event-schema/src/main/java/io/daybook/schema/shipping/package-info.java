/** The words of a shipment: book, pick, dispatch, deliver. */
@NullMarked
package io.daybook.schema.shipping;

import org.jspecify.annotations.NullMarked;
