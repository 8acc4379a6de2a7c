/**
 * Teaches the JVM what the platform does, so that the next start loads its classes and knows its
 * hot methods from the ahead-of-time cache (JEP 514 and 515). The launcher decides when; in here is
 * only what is done: {@link io.daybook.app.training.TrainingRun}.
 */
@NullMarked
package io.daybook.app.training;

import org.jspecify.annotations.NullMarked;
