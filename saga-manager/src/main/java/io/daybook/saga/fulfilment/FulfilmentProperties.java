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
 * @param stageDeadline how long a stage may wait for an answer before it is asked again or undone;
 *     picking and delivery are not bounded by it
 * @param sweepEvery how often overdue fulfilments are looked for
 */
@Validated
@ConfigurationProperties("daybook.fulfilment")
public record FulfilmentProperties(
    @DefaultValue("5m") @NotNull @DurationMin(millis = 100) Duration stageDeadline,
    @DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration sweepEvery) {}
