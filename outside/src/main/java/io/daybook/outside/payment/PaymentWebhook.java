package io.daybook.outside.payment;

import io.daybook.outside.call.CallNews;
import io.daybook.web.Refused;
import io.daybook.web.access.Open;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes in what the payment provider tells by itself. It is not believed but taken as a hint to ask
 * again, so it may come before, after or without the answer to our own request, twice, and in any
 * order.
 */
@RestController
class PaymentWebhook {
  private final PaymentGateway provider;
  private final CallNews calls;

  PaymentWebhook(PaymentGateway provider, CallNews calls) {
    this.provider = provider;
    this.calls = calls;
  }

  @Open("It is signed by the payment provider")
  @PostMapping("/api/webhooks/payments")
  ResponseEntity<Void> on(
      @RequestBody String body, @RequestHeader("Stripe-Signature") String signature) {
    try {
      provider.read(body, signature).ifPresent(news -> calls.heard(news.eventId(), news.key()));
      return ResponseEntity.noContent().build();
    } catch (PaymentGateway.ForgedException _) {
      throw Refused.invalid("Stripe-Signature", "signature", "is not the provider's");
    }
  }
}
