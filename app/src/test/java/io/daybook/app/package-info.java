/** Tests through the front door. */
@NullMarked
package io.daybook.app;

import org.jspecify.annotations.NullMarked;
