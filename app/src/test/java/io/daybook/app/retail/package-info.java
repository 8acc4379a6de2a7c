/** Tests through the front door. */
@NullMarked
package io.daybook.app.retail;

import org.jspecify.annotations.NullMarked;
