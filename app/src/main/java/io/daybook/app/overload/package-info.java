/** No more orders are taken than can be worked off, where that is wanted. */
@NullMarked
package io.daybook.app.overload;

import org.jspecify.annotations.NullMarked;
