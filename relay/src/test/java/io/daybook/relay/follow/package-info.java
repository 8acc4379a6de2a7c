/** Recipients of all kinds, on a real log. */
@NullMarked
package io.daybook.relay.follow;

import org.jspecify.annotations.NullMarked;
