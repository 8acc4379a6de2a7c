/** The platform as it is delivered, in processes of their own that can be killed. */
@NullMarked
package io.daybook.lab.platform;

import org.jspecify.annotations.NullMarked;
