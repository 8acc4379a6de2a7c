/**
 * Where the other sides are: which adapter is behind which port, at which address, and whether the
 * sandbox takes their place. The ports and the adapters themselves are in {@code
 * io.daybook.outside}. Look first at {@link io.daybook.app.outside.OutsideWorld}.
 */
@NullMarked
package io.daybook.app.outside;

import org.jspecify.annotations.NullMarked;
