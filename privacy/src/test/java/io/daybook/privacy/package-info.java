@NullMarked
package io.daybook.privacy;

import org.jspecify.annotations.NullMarked;
