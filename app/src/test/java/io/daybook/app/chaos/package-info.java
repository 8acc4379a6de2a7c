/**
 * The platform under fire: processes are killed and the outside fails, and then the books are read.
 */
@NullMarked
package io.daybook.app.chaos;

import org.jspecify.annotations.NullMarked;
