package io.daybook.app.overload;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.overload.*}.
 *
 * @param lag so far behind the log the fulfilments may be before no more orders are taken; they are
 *     always taken when it is not set. At least three seconds: the token of a processor that has
 *     caught up may be two seconds behind it
 * @param retryAfter what those are told whose order is not taken
 */
@Validated
@ConfigurationProperties("daybook.overload")
public record OverloadProperties(
    @DurationMin(seconds = 3) @Nullable Duration lag,
    @DefaultValue("5s") @NotNull @DurationMin(seconds = 1) Duration retryAfter) {}
