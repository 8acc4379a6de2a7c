package io.daybook.web.contract;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one caller may ask of one process.
 *
 * @param requests how many within {@code per}; 0 for any number
 * @param per how long it takes until that many may be asked again; they come back evenly
 * @param callers of how many callers a process keeps count; the others are as if new
 */
@ConfigurationProperties("daybook.limits")
record ShareProperties(
    @DefaultValue("50000") int requests,
    @DefaultValue("10s") Duration per,
    @DefaultValue("100000") int callers) {

  ShareProperties {
    if (requests < 0 || callers < 1 || !per.isPositive()) {
      throw new IllegalArgumentException(
          "daybook.limits: requests, per and callers must be more than zero, requests may be zero");
    }
  }
}
