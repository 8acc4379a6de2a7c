/** Databases of earlier releases are brought to this one, and what they left open is finished. */
@NullMarked
package io.daybook.app.upgrade;

import org.jspecify.annotations.NullMarked;
