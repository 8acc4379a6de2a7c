@NullMarked
package io.daybook.outside.shipping;

import org.jspecify.annotations.NullMarked;
