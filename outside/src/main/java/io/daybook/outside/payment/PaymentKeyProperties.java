package io.daybook.outside.payment;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.outside.payment.*}: how far the provider's memory of keys is trusted.
 *
 * @param keyLife after so long a key protects no more, and the provider is asked before anything is
 *     repeated; shorter than the provider's own 24 hours by more than a request may take
 * @param settle after so long without a new attempt, what the provider's books do not show was not
 *     done, and a fresh key may be used
 */
@Validated
@ConfigurationProperties("daybook.outside.payment")
public record PaymentKeyProperties(
    @DefaultValue("23h") @NotNull @DurationMin(millis = 1) @DurationMax(hours = 24)
        Duration keyLife,
    @DefaultValue("30s") @NotNull @DurationMin(millis = 0) Duration settle) {}
