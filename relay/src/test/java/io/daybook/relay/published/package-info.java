/** What others are told, word for word. */
@NullMarked
package io.daybook.relay.published;

import org.jspecify.annotations.NullMarked;
