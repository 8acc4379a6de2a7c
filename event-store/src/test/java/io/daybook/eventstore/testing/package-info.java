/** A real PostgreSQL for the tests of every module. */
@NullMarked
package io.daybook.eventstore.testing;

import org.jspecify.annotations.NullMarked;
