/**
 * The laboratory: the same order on each of the alternatives, broken on purpose. It is in no
 * production artifact.
 */
@NullMarked
package io.daybook.lab;

import org.jspecify.annotations.NullMarked;
