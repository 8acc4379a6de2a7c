package io.daybook.relay.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.webhooks.*}: how others are called whom we do not know.
 *
 * @param answerWithin how long one call may take as a whole
 * @param answerAtMost so much of the body of an answer is read
 * @param atOnce calls at the same time, of one process, to those that have answered last
 * @param atOnceFailing the same, to those that have not
 * @param atOnceEach calls at the same time to one subscription
 * @param firstPause after an attempt that failed; it doubles, and half of it is at random
 * @param longestPause the longest of these pauses
 * @param giveUpAfter so long a delivery is tried, and a subscription is kept to which nothing can
 *     be delivered
 * @param formerSecretFor how long a secret is valid after the next one was made
 * @param keepAttempts how long attempts are remembered
 * @param most subscriptions of one owner
 * @param mostOfAll subscriptions of all owners
 * @param refusedNetworks further ranges that nobody may have called, such as our own public ones
 * @param unsafeAddresses whether http and inner addresses will do; for development only
 */
@Validated
@ConfigurationProperties("daybook.webhooks")
record WebhookProperties(
    @DefaultValue("15s") @NotNull @DurationMin(millis = 50) Duration answerWithin,
    @DefaultValue("64KB") @NotNull DataSize answerAtMost,
    @DefaultValue("256") @Min(1) @Max(10_000) int atOnce,
    @DefaultValue("64") @Min(1) @Max(10_000) int atOnceFailing,
    @DefaultValue("4") @Min(1) @Max(100) int atOnceEach,
    @DefaultValue("5s") @NotNull @DurationMin(millis = 1) Duration firstPause,
    @DefaultValue("1h") @NotNull @DurationMin(millis = 1) Duration longestPause,
    @DefaultValue("3d") @NotNull @DurationMin(millis = 1) Duration giveUpAfter,
    @DefaultValue("24h") @NotNull @DurationMin(millis = 1) Duration formerSecretFor,
    @DefaultValue("30d") @NotNull @DurationMin(seconds = 1) Duration keepAttempts,
    @DefaultValue("100") @Min(1) @Max(100_000) int most,
    @DefaultValue("2000") @Min(1) @Max(100_000) int mostOfAll,
    @DefaultValue List<String> refusedNetworks,
    @DefaultValue("false") boolean unsafeAddresses) {

  /** Keeps its own list. */
  WebhookProperties {
    refusedNetworks = List.copyOf(refusedNetworks);
  }
}
