/**
 * What experiments have in common: a question, what was measured, what follows, and what does not.
 */
@NullMarked
package io.daybook.lab.experiment;

import org.jspecify.annotations.NullMarked;
