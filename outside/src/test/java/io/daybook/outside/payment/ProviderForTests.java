package io.daybook.outside.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.AttemptForTests;
import io.daybook.outside.call.CallKind;
import io.daybook.outside.call.NotYetException;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.SandboxServer;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import io.daybook.schema.payment.RefundId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One payment, its calls, and a real provider's protocol; time passes when a test says so. */
abstract class ProviderForTests {
  static final Money TEN = Money.parse("GBP 10.00");
  static final Money FOUR = Money.parse("GBP 4.00");

  final OrderId order = new OrderId(UUID.randomUUID());
  final PaymentId payment = new PaymentId(order);

  private Duration ahead = Duration.ZERO;
  final Clock clock =
      ((InstantSource) () -> InstantSource.system().instant().plus(ahead)).withZone(ZoneOffset.UTC);
  SandboxServer sandbox;
  PaymentGateway provider;
  private PaymentCalls calls;
  AttemptForTests authorizing;

  @BeforeEach
  void start() throws IOException {
    sandbox = new SandboxServer(0, 0, null);
    provider =
        new StripeGateway(
            "http://localhost:" + sandbox.port(), "sk_test", "whsec", Duration.ofSeconds(5), clock);
    var keys = new PaymentKeyProperties(Duration.ofHours(23), Duration.ofSeconds(30));
    calls = new PaymentCalls(provider, new KeysInUse(keys, clock));
    authorizing = attempt("authorize");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** For us and for the provider. */
  void pass(Duration time) {
    ahead = ahead.plus(time);
    sandbox.advance(time);
  }

  void fail(String operation, Kind fault) {
    sandbox.faults().plan(new Faults.Plan(1, List.of(Faults.Rule.always(operation, fault))));
  }

  void everythingWorks() {
    sandbox.faults().plan(new Faults.Plan(0, List.of()));
  }

  AttemptForTests attempt(String step) {
    return new AttemptForTests(IdempotencyKey.of(payment, step), clock);
  }

  PaymentAuthorizationRequested pay(String token, Money amount) {
    return new PaymentAuthorizationRequested(payment, order, amount, new PaymentToken(token));
  }

  /** A hold, and the provider's name for it. */
  String held(String token) {
    var outcome = perform(pay(token, TEN), authorizing);
    authorizing.made();
    return ((RecordPaymentAuthorized) outcome).providerReference();
  }

  String captured(String token) {
    var reference = held(token);
    perform(capture(reference), attempt("capture"));
    return reference;
  }

  PaymentCaptureRequested capture(String reference) {
    return new PaymentCaptureRequested(payment, order, TEN, reference);
  }

  PaymentRefundRequested refund(String reference) {
    return new PaymentRefundRequested(payment, order, new RefundId("r"), FOUR, reference);
  }

  /** Void that knows of the authorization as the table of calls does. */
  Object letGo(String reference, AttemptForTests attempt) {
    attempt.knowing(pay("tok_visa", TEN), authorizing.past());
    return perform(new PaymentVoidRequested(payment, order, reference), attempt);
  }

  @SuppressWarnings("unchecked") // the filter compares the type
  <E extends OrderRelated> Object perform(E intent, AttemptForTests attempt) {
    return calls.kinds().stream()
        .filter(kind -> kind.intent() == intent.getClass())
        .map(kind -> (CallKind<E>) kind)
        .findFirst()
        .orElseThrow()
        .perform()
        .perform(intent, attempt)
        .orElseThrow();
  }

  /** Asks again as long as the provider has not decided. */
  Object awaited(OrderRelated intent, AttemptForTests attempt) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .ignoreExceptionsInstanceOf(NotYetException.class)
        .until(() -> perform(intent, attempt), outcome -> true);
  }

  void assertKept(long held, long captured, long refunded) {
    var totals = ask("/totals");
    assertThat(totals.path("held").asLong()).as("held").isEqualTo(held);
    assertThat(totals.path("captured").asLong()).as("captured").isEqualTo(captured);
    assertThat(totals.path("refunded").asLong()).as("refunded").isEqualTo(refunded);
  }

  JsonNode intents() {
    return ask("/v1/payment_intents").path("data");
  }

  private JsonNode ask(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  /** As another release would ask, or a person at the provider's own desk. */
  JsonNode post(String path, String form) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + sandbox.port() + path);
  }

  private static JsonNode send(HttpRequest request) {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
