package io.daybook.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Who answers which operation. */
final class Routes {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Faults faults;
  private final Payments payments;
  private final SandboxCarrier carrier;
  private final Mailbox mailbox;
  private final Webhooks webhooks;

  Routes(
      Faults faults,
      Payments payments,
      SandboxCarrier carrier,
      Mailbox mailbox,
      Webhooks webhooks) {
    this.faults = faults;
    this.payments = payments;
    this.carrier = carrier;
    this.mailbox = mailbox;
    this.webhooks = webhooks;
  }

  /**
   * Does what is asked.
   *
   * @param operation the request's, by which it finds its way
   * @param text the request's, by which a card is declined
   */
  Reply reply(String operation, Request request, String text) {
    var segments = request.path().split("/", -1);
    return switch (operation) {
      case "payments.create" ->
          payments.create(
              request.form(), request.key(), faults.strikes(Faults.Kind.DECLINE, operation, text));
      case "payments.list" -> payments.list(request.query());
      case "payments.retrieve" -> payments.retrieve(segments[3], request.query());
      case "payments.capture" -> payments.capture(segments[3], request.form(), request.key());
      case "payments.cancel" -> payments.cancel(segments[3], request.key());
      case "payments.refund" -> payments.refund(request.form(), request.key());
      case "payments.retrieve-refund" -> payments.retrieveRefund(segments[3]);
      case "payments.refunds" -> payments.refunds(request.query());
      case "carrier.book" -> carrier.book(segments[3], request.json());
      case "carrier.cancel" -> carrier.cancel(segments[3]);
      case "carrier.track" -> carrier.find(segments[3]);
      case "carrier.list" -> carrier.list(request.query());
      case "carrier.openapi" -> Reply.text("application/yaml", openApi());
      case "sandbox/mails" -> new Reply(200, JSON.valueToTree(mailbox.mails()));
      case "sandbox/mails.html" ->
          Reply.text("text/html; charset=utf-8", MailPage.of(mailbox.mails()));
      case "sandbox/totals" -> new Reply(200, JSON.valueToTree(payments.totals()));
      case "sandbox/faults" -> plan(request);
      case "sandbox/webhook" -> tell(request);
      case "sandbox/clock" -> clock(request);
      default -> ProviderError.reply(404, "invalid_request_error", "not_found", request.path());
    };
  }

  private Reply plan(Request request) {
    if (request.method().equals("PUT")) {
      faults.plan(JSON.treeToValue(request.json(), Faults.Plan.class));
    }
    return new Reply(200, JSON.valueToTree(faults.injected()));
  }

  private Reply clock(Request request) {
    var further =
        request.method().equals("PUT")
            ? Duration.parse(request.json().path("advance").asString())
            : Duration.ZERO;
    return new Reply(200, JSON.createObjectNode().put("now", payments.advance(further).toString()));
  }

  private Reply tell(Request request) {
    var to = request.json();
    webhooks.tell(
        new Webhooks.Endpoint(URI.create(to.path("url").asString()), to.path("secret").asString()));
    return new Reply(204, null);
  }

  private static String openApi() {
    try (var file = Routes.class.getResourceAsStream("/carrier-openapi.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
