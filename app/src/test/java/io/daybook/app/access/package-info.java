/** Who may do what, and whose tokens are believed. Look first at {@code AccessTableIT}. */
@NullMarked
package io.daybook.app.access;

import org.jspecify.annotations.NullMarked;
