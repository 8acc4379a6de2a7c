/** Who asks, and what that one may. Look first at {@link io.daybook.web.access.Caller}. */
@NullMarked
package io.daybook.web.access;

import org.jspecify.annotations.NullMarked;
