package io.daybook.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outside world as one HTTP server and one SMTP server.
 *
 * <pre>
 * /v1/payment_intents, /v1/refunds   the payment provider, in Stripe's protocol
 * /carrier/...                       the carrier; /carrier/openapi.yaml describes it
 * /mails, /mails.html                what arrived by SMTP: all of it, and the latest to look at
 * /faults                            GET what was injected, PUT a plan: see {@link Faults.Plan}
 * /webhook                           PUT {"url": …, "secret": …}: who is told of payments
 * /totals                            sums of all payments
 * </pre>
 */
public final class SandboxServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LARGEST_BODY = 1 << 20;
  private static final int DEFAULT_PORT = 12_111;
  private static final int DEFAULT_SMTP_PORT = 12_025;

  private final Faults faults = new Faults();
  private final Webhooks webhooks;
  private final Payments payments;
  private final Carrier carrier;
  private final Mailbox mailbox;
  private final HttpServer http;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("sandbox-", 0).factory());
  private final ScheduledExecutorService ripening =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ripening").factory());

  /**
   * Starts both servers.
   *
   * @param port of HTTP, or 0 for a free one
   * @param smtpPort of SMTP, or 0 for a free one
   * @param memory a file that remembers everything, or null to forget at the end
   */
  public SandboxServer(int port, int smtpPort, @Nullable Path memory) throws IOException {
    if (memory != null && memory.getParent() != null) {
      Files.createDirectories(memory.getParent());
    }
    var clock = Clock.systemUTC();
    var store = new Store(memory);
    webhooks = new Webhooks(faults, clock);
    payments = new Payments(store, clock, webhooks::send);
    carrier = new Carrier(store, clock);
    mailbox = new Mailbox(smtpPort);
    http = HttpServer.create(new InetSocketAddress(port), 0);
    http.setExecutor(threads);
    http.createContext("/", this::serve);
    http.start();
    var unused = ripening.scheduleWithFixedDelay(payments::ripen, 500, 500, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs until it is killed. From the environment: {@code SANDBOX_PORT} (12111), {@code
   * SANDBOX_SMTP_PORT} (12025), {@code SANDBOX_FILE}, {@code SANDBOX_WEBHOOK_URL} and {@code
   * SANDBOX_WEBHOOK_SECRET}.
   */
  public static void main(String[] arguments) throws IOException {
    var environment = System.getenv();
    var file = environment.get("SANDBOX_FILE");
    @SuppressWarnings("resource") // until the process ends
    var server =
        new SandboxServer(
            Integer.parseInt(environment.getOrDefault("SANDBOX_PORT", "" + DEFAULT_PORT)),
            Integer.parseInt(environment.getOrDefault("SANDBOX_SMTP_PORT", "" + DEFAULT_SMTP_PORT)),
            file == null ? null : Path.of(file));
    var webhook = environment.get("SANDBOX_WEBHOOK_URL");
    if (webhook != null) {
      var secret = environment.getOrDefault("SANDBOX_WEBHOOK_SECRET", "");
      server.tell(URI.create(webhook), secret);
    }
    System.out.println("The outside world: http " + server.port() + ", smtp " + server.smtpPort());
  }

  /** The port of HTTP. */
  public int port() {
    return http.getAddress().getPort();
  }

  /** The port of SMTP. */
  public int smtpPort() {
    return mailbox.port();
  }

  /** What goes wrong. */
  public Faults faults() {
    return faults;
  }

  /** Has an endpoint told of what happens to payments. */
  public void tell(URI url, String secret) {
    webhooks.tell(new Webhooks.Endpoint(url, secret));
  }

  @Override
  public void close() {
    ripening.shutdownNow();
    http.stop(0);
    threads.shutdownNow();
    webhooks.close();
    mailbox.close();
  }

  private record Request(
      String method, String path, Map<String, String> query, String body, @Nullable String key) {
    Map<String, String> form() {
      return parameters(body);
    }

    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body =
          new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
      var uri = exchange.getRequestURI();
      var request =
          new Request(
              exchange.getRequestMethod(),
              uri.getPath(),
              parameters(Objects.requireNonNullElse(uri.getRawQuery(), "")),
              body,
              exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      var operation = operation(request);
      var text = URLDecoder.decode(request.path() + " " + body, StandardCharsets.UTF_8);
      faults.delay(operation, text);
      if (faults.strikes(Faults.Kind.RESET_BEFORE, operation, text)
          || text.contains("tok_silent")) {
        return; // the connection is closed without an answer
      }
      var reply = replyWithFaults(operation, request, text);
      if (faults.strikes(Faults.Kind.RESET_AFTER, operation, text)) {
        return;
      }
      answer(exchange, reply);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply replyWithFaults(String operation, Request request, String text) {
    if (faults.strikes(Faults.Kind.ERROR, operation, text)) {
      return Payments.error(500, "api_error", "api_error", "Injected");
    }
    if (faults.strikes(Faults.Kind.RATE_LIMIT, operation, text)) {
      return Payments.error(429, "invalid_request_error", "rate_limit", "Injected");
    }
    try {
      return reply(operation, request, text);
    } catch (JacksonException | IllegalArgumentException malformed) {
      return Payments.error(400, "invalid_request_error", "malformed", String.valueOf(malformed));
    }
  }

  /** The name by which faults are planned. */
  private static String operation(Request request) {
    var path = request.path();
    var get = request.method().equals("GET");
    if (path.equals("/v1/payment_intents")) {
      return get ? "payments.list" : "payments.create";
    } else if (path.startsWith("/v1/payment_intents/")) {
      return get ? "payments.retrieve" : "payments." + path.substring(path.lastIndexOf('/') + 1);
    } else if (path.equals("/v1/refunds")) {
      return get ? "payments.refunds" : "payments.refund";
    } else if (path.startsWith("/carrier/bookings/")) {
      return switch (request.method()) {
        case "PUT" -> "carrier.book";
        case "DELETE" -> "carrier.cancel";
        default -> "carrier.track";
      };
    }
    return switch (path) {
      case "/carrier/bookings" -> "carrier.list";
      case "/carrier/openapi.yaml" -> "carrier.openapi";
      default -> "sandbox" + path;
    };
  }

  private Reply reply(String operation, Request request, String text) {
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
      case "sandbox/webhook" -> {
        var to = request.json();
        tell(URI.create(to.path("url").asString()), to.path("secret").asString());
        yield new Reply(204, null);
      }
      default -> Payments.error(404, "invalid_request_error", "not_found", request.path());
    };
  }

  private Reply plan(Request request) {
    if (request.method().equals("PUT")) {
      faults.plan(JSON.treeToValue(request.json(), Faults.Plan.class));
    }
    return new Reply(200, JSON.valueToTree(faults.injected()));
  }

  private static String openApi() {
    try (var file = SandboxServer.class.getResourceAsStream("/carrier-openapi.yaml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.body() == null) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    var body = reply.body().isString() ? reply.body().stringValue() : reply.body().toString();
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> parameters(String encoded) {
    var parameters = new HashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var at = pair.indexOf('=');
      if (at > 0) {
        parameters.put(
            URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
