package io.daybook.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells an endpoint of what happened, side by side and signed as Stripe signs
 * (docs.stripe.com/webhooks/signature: {@code Stripe-Signature: t=<seconds>,v1=<HMAC-SHA256 of
 * "t.body">}), and tries again until it answers 2xx.
 */
final class Webhooks implements AutoCloseable {
  private static final String OPERATION = "webhook";
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private final Faults faults;
  private final Clock clock;
  private final ScheduledExecutorService sender =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().name("webhook").factory());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private volatile @Nullable Endpoint endpoint;

  /** Who is told, and the secret that signs. */
  record Endpoint(URI url, String secret) {}

  Webhooks(Faults faults, Clock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  void tell(@Nullable Endpoint other) {
    endpoint = other;
  }

  /** Sends an event, in the background. */
  void send(String type, ObjectNode object) {
    if (endpoint == null || faults.strikes(Faults.Kind.LOST_WEBHOOK, OPERATION, type)) {
      return;
    }
    var event =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", "evt_" + UUID.randomUUID().toString().replace("-", ""))
            .put("object", "event")
            .put("type", type)
            .put("created", clock.instant().getEpochSecond())
            .put("livemode", false);
    event.putObject("data").set("object", object.deepCopy());
    var body = event.toString();
    submit(body, 1, 0);
    if (faults.strikes(Faults.Kind.DUPLICATE_WEBHOOK, OPERATION, type)) {
      submit(body, 1, FIRST_PAUSE_MILLIS);
    }
  }

  private void submit(String body, int attempt, long pauseMillis) {
    if (!sender.isShutdown()) {
      var unused =
          sender.schedule(() -> deliver(body, attempt), pauseMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void deliver(String body, int attempt) {
    var to = endpoint;
    if (to == null) {
      return;
    }
    var request =
        HttpRequest.newBuilder(to.url())
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .header("Stripe-Signature", signature(body, to.secret()))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var unused =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null || answer.statusCode() / 100 != 2) {
                    again(body, attempt);
                  }
                });
  }

  private void again(String body, int attempt) {
    if (attempt < ATTEMPTS) {
      submit(body, attempt + 1, FIRST_PAUSE_MILLIS << attempt);
    }
  }

  private String signature(String body, String secret) {
    var time = clock.instant().getEpochSecond();
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + time + ",v1=" + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }

  @Override
  public void close() {
    sender.shutdownNow();
    http.shutdownNow();
  }
}
