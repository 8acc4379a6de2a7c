/** Tests of the sandbox itself; the app's tests use the rest of it. */
@NullMarked
package io.daybook.sandbox;

import org.jspecify.annotations.NullMarked;
