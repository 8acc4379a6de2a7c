package io.daybook.relay.published;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an integration event is called outside, without the prefix that all have: {@code
 * order.placed.v1}. A word that was told once keeps its meaning and its fields; what has to change
 * is another version, told beside this one until nobody reads this one any more.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Word {
  /** Feature, what has happened, and version, with points between. */
  String value();
}
