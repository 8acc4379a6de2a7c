package io.daybook.reconciliation;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.reconciliation.*}
 *
 * @param cron when it runs by itself, in the time zone of the machine, as Spring's cron
 *     expressions; "-" for never
 * @param window how far back a run looks for what began or changed
 * @param settledAfter what changed later than so long ago may be in flight and is not compared
 * @param mostDifferences so many in one book mean that the wrong books are compared, not that they
 *     differ; then nothing is raised
 */
@Validated
@ConfigurationProperties("daybook.reconciliation")
record ReconciliationProperties(
    @DefaultValue("0 0 3 * * *") @NotNull String cron,
    @DefaultValue("7d") @NotNull @DurationMin(minutes = 1) Duration window,
    @DefaultValue("15m") @NotNull @DurationMin(millis = 0) Duration settledAfter,
    @DefaultValue("1000") @Min(1) @Max(100_000) int mostDifferences) {
  private static final String NEVER = "-";

  @AssertTrue(message = "cron must be a cron expression of six fields, or - for never")
  boolean isCronReadable() {
    return !isNightly() || CronExpression.isValidExpression(cron);
  }

  boolean isNightly() {
    return !cron.equals(NEVER);
  }
}
