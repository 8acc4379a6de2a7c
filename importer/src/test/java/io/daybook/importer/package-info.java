/** Tests through the front door. */
@NullMarked
package io.daybook.importer;

import org.jspecify.annotations.NullMarked;
