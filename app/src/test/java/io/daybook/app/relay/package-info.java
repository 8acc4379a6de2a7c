/** What others hear of the whole platform. */
@NullMarked
package io.daybook.app.relay;

import org.jspecify.annotations.NullMarked;
