@NullMarked
package io.daybook.runtime;

import org.jspecify.annotations.NullMarked;
