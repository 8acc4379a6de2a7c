/** The order as one transaction over three databases, with a real transaction manager. */
@NullMarked
package io.daybook.lab.shop;

import org.jspecify.annotations.NullMarked;
