/** The carrier: the port, and the policy that calls it. */
@NullMarked
package io.daybook.outside.shipping;

import org.jspecify.annotations.NullMarked;
