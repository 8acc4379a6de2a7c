/** Whether this process can still do its work. */
@NullMarked
package io.daybook.app.health;

import org.jspecify.annotations.NullMarked;
