/**
 * The published language: what others are told, in their words and not in those of the log. Look
 * first at {@link io.daybook.relay.published.PublishedLanguage}, which says what each event of the
 * log means to them.
 *
 * <p>No field in here is personal, a free text, a token or a reference of a provider. What is told
 * cannot be taken back.
 */
@NullMarked
package io.daybook.relay.published;

import org.jspecify.annotations.NullMarked;
