/** What tests of the kinds of calls need. */
@NullMarked
package io.daybook.saga.call;

import org.jspecify.annotations.NullMarked;
