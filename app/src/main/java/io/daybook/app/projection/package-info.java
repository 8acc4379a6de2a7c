/**
 * The command line of read models: has a running platform build one anew, or compare all with the
 * log. What the platform does then is in the module projections. Look first at {@code
 * RebuildCommand}.
 */
@NullMarked
package io.daybook.app.projection;

import org.jspecify.annotations.NullMarked;
