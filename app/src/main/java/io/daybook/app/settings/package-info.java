/**
 * What settings must not be together, and how the start says so. Look first at {@code
 * ContradictionException}.
 */
@NullMarked
package io.daybook.app.settings;

import org.jspecify.annotations.NullMarked;
