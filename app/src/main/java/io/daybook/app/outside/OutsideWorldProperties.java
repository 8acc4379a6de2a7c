package io.daybook.app.outside;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.outside-world.*}: where the other sides are.
 *
 * @param sandbox whether this process runs the sandbox itself; then the addresses below are its own
 * @param sandboxPort its HTTP port, 0 for a free one
 * @param sandboxFile what remembers its payments and bookings; empty to forget them
 * @param paymentUrl of Stripe's API, or of what speaks its protocol
 * @param paymentKey its secret key
 * @param webhookSecret signs what it tells by itself
 * @param carrierUrl of the carrier's API
 * @param mailHost of SMTP
 * @param mailFrom sender of all mails
 * @param customerDomain orders' customers are reached at {@code <order>@<this>}
 */
@Validated
@ConfigurationProperties("daybook.outside-world")
public record OutsideWorldProperties(
    @DefaultValue("true") boolean sandbox,
    @DefaultValue("12111") @Min(0) @Max(65535) int sandboxPort,
    @DefaultValue(".daybook/sandbox.jsonl") String sandboxFile,
    @DefaultValue("https://api.stripe.com") @NotBlank String paymentUrl,
    @DefaultValue("sk_test_daybook") @NotBlank String paymentKey,
    @DefaultValue("whsec_daybook") @NotBlank String webhookSecret,
    @Nullable String carrierUrl,
    @DefaultValue("localhost") @NotBlank String mailHost,
    @DefaultValue("25") @Min(1) @Max(65535) int mailPort,
    @DefaultValue("shop@daybook.example") @NotBlank String mailFrom,
    @DefaultValue("customers.daybook.example") @NotBlank String customerDomain) {

  /** Without what nobody may read in a log. */
  @Override
  public String toString() {
    return "OutsideWorldProperties[sandbox=%s, paymentUrl=%s, carrierUrl=%s, mailHost=%s]"
        .formatted(sandbox, paymentUrl, carrierUrl, mailHost);
  }
}
