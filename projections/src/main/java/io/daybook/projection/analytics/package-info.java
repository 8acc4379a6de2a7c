/**
 * Analytics: what was ordered, sold, refused, cancelled and returned, by day, SKU, country and
 * reason. All of it is counted when an event arrives, and nothing when somebody asks. Look first at
 * {@code AnalyticsProjection}.
 */
@NullMarked
package io.daybook.projection.analytics;

import org.jspecify.annotations.NullMarked;
