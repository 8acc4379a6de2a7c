/** Tests of the catalogue's rules. */
@NullMarked
package io.daybook.command.catalog;

import org.jspecify.annotations.NullMarked;
