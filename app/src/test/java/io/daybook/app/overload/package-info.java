/** The door under fire: every endpoint, with what its rules allow and what they forbid. */
@org.jspecify.annotations.NullMarked
package io.daybook.app.overload;
