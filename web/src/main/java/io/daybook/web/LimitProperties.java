package io.daybook.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one request may take.
 *
 * @param bodyWithin how long its body may take to come
 */
@ConfigurationProperties("daybook.limits")
record LimitProperties(@DefaultValue("30s") Duration bodyWithin) {

  LimitProperties {
    if (!bodyWithin.isPositive()) {
      throw new IllegalArgumentException("daybook.limits.body-within must be more than zero");
    }
  }
}
