/**
 * Numbers by day: what was sold, how far orders came, and what was refused, cancelled and returned.
 * All is counted when an event arrives; a query adds up a few days. Look first at {@code
 * AnalyticsQueries}.
 */
@NullMarked
package io.daybook.query.analytics;

import org.jspecify.annotations.NullMarked;
