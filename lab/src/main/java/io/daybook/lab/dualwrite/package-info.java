/** A database and a broker that are written one after the other, and what is done instead. */
@NullMarked
package io.daybook.lab.dualwrite;

import org.jspecify.annotations.NullMarked;
