/** Tests of the log against a real PostgreSQL. */
@NullMarked
package io.daybook.eventstore;

import org.jspecify.annotations.NullMarked;
