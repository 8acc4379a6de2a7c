/** How steps become spans. */
@NullMarked
package io.daybook.app.tracing;

import org.jspecify.annotations.NullMarked;
