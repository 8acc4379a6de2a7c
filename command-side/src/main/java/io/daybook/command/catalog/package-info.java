/** The catalogue: list, rename, price, discontinue. */
@NullMarked
package io.daybook.command.catalog;

import org.jspecify.annotations.NullMarked;
