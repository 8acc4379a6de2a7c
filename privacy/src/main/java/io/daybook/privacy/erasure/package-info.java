/** Erases what is known of a customer, and hands it out. Look first at {@link Erasures}. */
@NullMarked
package io.daybook.privacy.erasure;

import org.jspecify.annotations.NullMarked;
