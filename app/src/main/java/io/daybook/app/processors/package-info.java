/**
 * What operators see of event processors, in whatever process they run, and how many segments each
 * has. Look first at {@code ProcessorOperations}.
 */
@NullMarked
package io.daybook.app.processors;

import org.jspecify.annotations.NullMarked;
