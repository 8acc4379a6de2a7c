package io.daybook.relay.webhook;

import io.daybook.eventstore.Tracing;
import io.daybook.relay.follow.Retold;
import io.daybook.relay.published.Announcement;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes one attempt: maps what is not at hand, waits for a slot, signs, calls, and counts. */
@Component
class WebhookCalls {
  private final EndpointClient client;
  private final SendSlots slots;
  private final Retold retold;
  private final MeterRegistry meters;
  private final Tracing tracing;
  private final Clock clock;

  WebhookCalls(
      EndpointClient client,
      SendSlots slots,
      Retold retold,
      MeterRegistry meters,
      ObjectProvider<Tracing> tracing,
      Clock clock) {
    this.client = client;
    this.slots = slots;
    this.retold = retold;
    this.meters = meters;
    this.tracing = tracing.getIfAvailable(() -> Tracing.NONE);
    this.clock = clock;
  }

  /**
   * Who is called.
   *
   * @param secrets what to sign with, and until when
   * @param isWell whether it has answered well last
   */
  record Called(URI endpoint, List<SecretTable.Usable> secrets, boolean isWell) {

    List<SigningSecret> secretsAt(Instant now) {
      return secrets.stream()
          .filter(one -> one.until() == null || one.until().isAfter(now))
          .map(SecretTable.Usable::secret)
          .toList();
    }
  }

  /**
   * Attempts a delivery.
   *
   * @return empty where nothing is told any more of what happened there
   * @throws RuntimeException when it was not attempted, for a reason of ours
   */
  Optional<Outcome> make(Sending sending, Called called) throws InterruptedException {
    var delivery = sending.delivery();
    var announcement = sending.announcement();
    if (announcement == null) {
      announcement =
          retold.at(delivery.position()).stream()
              .filter(one -> one.type().name().equals(delivery.type()))
              .findFirst()
              .orElse(null);
    }
    if (announcement == null) {
      return Optional.empty();
    }
    // The specification separates what is signed by full stops.
    var id = announcement.id().replace('.', '-');
    var slot = slots.take(called.isWell());
    try (var _ = begin(announcement)) {
      var now = clock.instant();
      var message = SignedMessage.of(id, now, announcement.json(), called.secretsAt(now));
      var answer = client.send(called.endpoint(), message);
      var failure = answer.failure();
      meters
          .timer(
              "daybook.webhook.deliveries",
              "outcome",
              failure == null ? "delivered" : failure.name().toLowerCase(Locale.ROOT))
          .record(answer.latency());
      return Optional.of(new Outcome(delivery, id, now, answer));
    } finally {
      slot.release();
    }
  }

  private Tracing.Step begin(Announcement announcement) {
    return tracing.begin(
        "deliver webhook",
        announcement.trace(),
        announcement.time(),
        Map.of(
            "daybook.message",
            announcement.type().name(),
            "daybook.position",
            Long.toString(announcement.position())));
  }
}
