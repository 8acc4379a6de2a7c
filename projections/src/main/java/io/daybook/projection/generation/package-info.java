/**
 * Generations of read models: each has a schema of its own and a processor that follows the log for
 * it. Here they are begun, built, swapped, rolled back, compared and dropped. What a projection
 * writes is in the packages beside this one. Look first at {@code Generations}, then at {@code
 * Followers} and {@code Builds}.
 */
@NullMarked
package io.daybook.projection.generation;

import org.jspecify.annotations.NullMarked;
