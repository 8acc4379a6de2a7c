/**
 * Shows: the shop in a browser, by its public API and nothing else. What a page shows was asked
 * over GraphQL, and what a button does goes in over REST, with the token of whoever looks; so no
 * rule stands here a second time. Look first at {@link io.daybook.console.page.HtmlPages} and
 * {@link io.daybook.console.api.Api}.
 */
@NullMarked
package io.daybook.console;

import org.jspecify.annotations.NullMarked;
