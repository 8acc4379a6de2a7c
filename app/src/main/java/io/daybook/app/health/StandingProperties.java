package io.daybook.app.health;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.processors.*}.
 *
 * @param standsAfter a segment of a processor that is behind the log and has not moved for so long
 *     stands: the process that should move it is not ready
 */
@Validated
@ConfigurationProperties("daybook.processors")
public record StandingProperties(
    @DefaultValue("1m") @DurationMin(seconds = 1) Duration standsAfter) {}
