package io.daybook.saga.fulfilment;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.fulfilment.*}
 *
 * @param stageDeadline how long a stage may wait for an answer before it is asked again or undone
 * @param pickingDeadline how long the warehouse may take before it is told of as overdue
 * @param deliveryDeadline how long the carrier may take before it is told of as overdue
 * @param sweepEvery how often overdue fulfilments are looked for
 */
@Validated
@ConfigurationProperties("daybook.fulfilment")
public record FulfilmentProperties(
    @DefaultValue("5m") @NotNull @DurationMin(millis = 100) Duration stageDeadline,
    @DefaultValue("3d") @NotNull @DurationMin(millis = 100) Duration pickingDeadline,
    @DefaultValue("14d") @NotNull @DurationMin(millis = 100) Duration deliveryDeadline,
    @DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration sweepEvery) {

  /** How long it may take. */
  Duration patience(Deadline deadline) {
    return switch (deadline) {
      case ANSWER -> stageDeadline;
      case PICKING -> pickingDeadline;
      case DELIVERY -> deliveryDeadline;
    };
  }
}
