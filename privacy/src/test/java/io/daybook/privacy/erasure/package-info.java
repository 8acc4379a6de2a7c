@NullMarked
package io.daybook.privacy.erasure;

import org.jspecify.annotations.NullMarked;
