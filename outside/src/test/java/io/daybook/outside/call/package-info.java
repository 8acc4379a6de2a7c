/** What tests of the kinds of calls need. */
@NullMarked
package io.daybook.outside.call;

import org.jspecify.annotations.NullMarked;
