package io.daybook.app.outside;

import io.daybook.app.settings.ContradictionException;
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
 * @param sandboxHost the address on which it listens; 0.0.0.0 to be reached from elsewhere
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
    @DefaultValue("127.0.0.1") @NotBlank String sandboxHost,
    @DefaultValue("12111") @Min(0) @Max(65535) int sandboxPort,
    @DefaultValue(".daybook/sandbox.jsonl") String sandboxFile,
    @DefaultValue(STRIPE) @NotBlank String paymentUrl,
    @DefaultValue(PUBLISHED_KEY) @NotBlank String paymentKey,
    @DefaultValue(PUBLISHED_SECRET) @NotBlank String webhookSecret,
    @Nullable String carrierUrl,
    @DefaultValue(LOCALHOST) @NotBlank String mailHost,
    @DefaultValue("25") @Min(1) @Max(65535) int mailPort,
    @DefaultValue("shop@daybook.example") @NotBlank String mailFrom,
    @DefaultValue("customers.daybook.example") @NotBlank String customerDomain) {
  private static final String STRIPE = "https://api.stripe.com";
  private static final String LOCALHOST = "localhost";

  /** Good for a sandbox, and known to everybody who can read. */
  private static final String PUBLISHED_KEY = "sk_test_daybook";

  private static final String PUBLISHED_SECRET = "whsec_daybook";

  /** Refuses settings that cannot all be meant. */
  public OutsideWorldProperties {
    if (sandbox) {
      refuseReal(!STRIPE.equals(paymentUrl), "payment-url");
      refuseReal(!PUBLISHED_KEY.equals(paymentKey), "payment-key");
      refuseReal(carrierUrl != null, "carrier-url");
      refuseReal(!LOCALHOST.equals(mailHost), "mail-host");
    } else {
      refusePublished(PUBLISHED_KEY.equals(paymentKey), "payment-key");
      refusePublished(PUBLISHED_SECRET.equals(webhookSecret), "webhook-secret");
      refusePublished(carrierUrl == null, "carrier-url");
    }
  }

  private static void refuseReal(boolean set, String setting) {
    if (set) {
      throw new ContradictionException(
          "The sandbox is on, and daybook.outside-world.%s is set for the real world."
              .formatted(setting),
          "Set daybook.outside-world.sandbox=false, or take the other setting away.");
    }
  }

  private static void refusePublished(boolean missing, String setting) {
    if (missing) {
      throw new ContradictionException(
          "The sandbox is off, and daybook.outside-world.%s is not set or is what everybody knows."
              .formatted(setting),
          "Set your own, or let the sandbox run.");
    }
  }

  /** Without what nobody may read in a log. */
  @Override
  public String toString() {
    return "OutsideWorldProperties[sandbox=%s, paymentUrl=%s, carrierUrl=%s, mailHost=%s]"
        .formatted(sandbox, paymentUrl, carrierUrl, mailHost);
  }
}
