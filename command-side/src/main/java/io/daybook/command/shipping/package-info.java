/** Shipments: book, pick, dispatch, deliver. */
@NullMarked
package io.daybook.command.shipping;

import org.jspecify.annotations.NullMarked;
