/** The platform as it is delivered, in processes of their own that are killed. */
@NullMarked
package io.daybook.lab.saga;

import org.jspecify.annotations.NullMarked;
