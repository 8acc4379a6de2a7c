/** Files that nobody but their owner reads. Look first at {@code SecretFiles}. */
@NullMarked
package io.daybook.app.secret;

import org.jspecify.annotations.NullMarked;
