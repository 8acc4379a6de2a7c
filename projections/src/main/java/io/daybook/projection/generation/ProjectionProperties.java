package io.daybook.projection.generation;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.projections.*}
 *
 * @param keepFormer how long a generation is kept that is not live any more, and the tables of an
 *     older release that nobody follows
 * @param pageSize the most events of a page while a generation is built
 * @param busyShare of its time that the building of generations may work while the log is busy
 * @param verifyCron when the live generations are compared with what the log says, in the time zone
 *     of the machine, as Spring's cron expressions; "-" for never
 */
@Validated
@ConfigurationProperties("daybook.projections")
record ProjectionProperties(
    @DefaultValue("7d") @NotNull Duration keepFormer,
    @DefaultValue("250") @Min(1) @Max(10_000) int pageSize,
    @DefaultValue("0.3") @DecimalMin("0.01") @DecimalMax("1") double busyShare,
    @DefaultValue("0 30 3 * * *") @NotNull String verifyCron) {
  private static final String NEVER = "-";

  @AssertTrue(message = "verify-cron must be a cron expression of six fields, or - for never")
  boolean isCronReadable() {
    return !isNightly() || CronExpression.isValidExpression(verifyCron);
  }

  boolean isNightly() {
    return !verifyCron.equals(NEVER);
  }
}
