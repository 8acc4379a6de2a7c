/**
 * Seals what is personal wherever it is written, under keys that can be deleted. Look first at
 * {@link io.daybook.privacy.SealingModule}, which is the only place that everything goes through,
 * then at {@link io.daybook.privacy.Keys}.
 */
@NullMarked
package io.daybook.privacy;

import org.jspecify.annotations.NullMarked;
