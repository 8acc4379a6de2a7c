@NullMarked
package io.daybook.saga.shipping;

import org.jspecify.annotations.NullMarked;
