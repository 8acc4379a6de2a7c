package io.daybook.outside.call;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.outside.*}: how patient we are with the other sides.
 *
 * @param payment with the payment provider
 * @param carrier with the carrier
 * @param mail with the mail server
 * @param lookEvery how often calls are looked for that are due again, or that another node left
 * @param keepDone how long calls are remembered that are done
 */
@Validated
@ConfigurationProperties("daybook.outside")
public record OutsideProperties(
    @DefaultValue @Valid Patience payment,
    @DefaultValue @Valid Patience carrier,
    @DefaultValue @Valid Patience mail,
    @DefaultValue("500ms") @NotNull @DurationMin(millis = 10) Duration lookEvery,
    @DefaultValue("90d") @NotNull @DurationMin(hours = 1) Duration keepDone) {

  /**
   * How patient we are with one of them. Between two attempts the pause doubles, from the first to
   * the longest, each half of it at random.
   *
   * @param attempts attempts before the call is parked
   * @param answerWithin how long one attempt may take
   * @param concurrent calls at the same time, of one process
   * @param breakAt percent of failed calls among the last 50 that stops all calls for a while
   * @param breakFor how long they are stopped, before one finds out whether that was enough
   * @param questions how often a call is asked about that the other side has not decided, before it
   *     is parked
   * @param firstPauseParked the first pause before a call that was parked because the other side
   *     was away is tried again
   * @param longestPauseParked the longest of those pauses, which double as well
   */
  public record Patience(
      @DefaultValue("10") @Min(1) @Max(1_000) int attempts,
      @DefaultValue("200ms") @NotNull @DurationMin(millis = 1) Duration firstPause,
      @DefaultValue("1m") @NotNull @DurationMin(millis = 1) Duration longestPause,
      @DefaultValue("10s") @NotNull @DurationMin(millis = 10) Duration answerWithin,
      @DefaultValue("64") @Min(1) @Max(10_000) int concurrent,
      @DefaultValue("80") @Min(1) @Max(100) int breakAt,
      @DefaultValue("5s") @NotNull @DurationMin(millis = 10) Duration breakFor,
      @DefaultValue("30") @Min(1) @Max(1_000) int questions,
      @DefaultValue("1m") @NotNull @DurationMin(millis = 1) Duration firstPauseParked,
      @DefaultValue("1h") @NotNull @DurationMin(millis = 1) Duration longestPauseParked) {}

  Patience with(Port port) {
    return switch (port) {
      case PAYMENT -> payment;
      case CARRIER -> carrier;
      case MAIL -> mail;
    };
  }
}
