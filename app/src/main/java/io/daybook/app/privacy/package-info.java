/** Where the master key comes from, and whom an erasure asks what a customer has ordered. */
@NullMarked
package io.daybook.app.privacy;

import org.jspecify.annotations.NullMarked;
