/**
 * Commit protocols as state machines, run step by step by a scheduler with a seed. No threads, no
 * clock.
 */
@NullMarked
package io.daybook.lab.commit;

import org.jspecify.annotations.NullMarked;
