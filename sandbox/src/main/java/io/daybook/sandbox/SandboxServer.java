package io.daybook.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The outside world as one HTTP server and one SMTP server, for this machine alone unless told
 * otherwise.
 *
 * <pre>
 * /v1/payment_intents, /v1/refunds   the payment provider, in Stripe's protocol
 * /carrier/...                       the carrier; /carrier/openapi.yaml describes it
 * /mails, /mails.html                what arrived by SMTP: all of it, and the latest to look at
 * /faults                            GET what was injected, PUT a plan: see {@link Faults.Plan}
 * /webhook                           PUT {"url": …, "secret": …}: who is told of payments
 * /clock                             PUT {"advance": "PT25H"}: keys and holds grow older
 * /totals                            sums of all payments
 * </pre>
 */
public final class SandboxServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int DEFAULT_PORT = 12_111;
  private static final int DEFAULT_SMTP_PORT = 12_025;

  private final Faults faults = new Faults();
  private final Webhooks webhooks;
  private final Payments payments;
  private final Mailbox mailbox;
  private final Routes routes;
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
    this(LOOPBACK, port, smtpPort, memory);
  }

  /**
   * Starts both servers.
   *
   * @param host the address on which both listen, such as {@code 0.0.0.0} for all of this machine
   */
  public SandboxServer(String host, int port, int smtpPort, @Nullable Path memory)
      throws IOException {
    if (memory != null && memory.getParent() != null) {
      Files.createDirectories(memory.getParent());
    }
    var clock = Clock.systemUTC();
    var store = new Store(memory);
    webhooks = new Webhooks(faults, clock);
    payments = new Payments(store, clock, faults, webhooks::send);
    var address = InetAddress.getByName(host);
    mailbox = new Mailbox(address, smtpPort, faults);
    routes = new Routes(faults, payments, new SandboxCarrier(store, clock), mailbox, webhooks);
    http = HttpServer.create(new InetSocketAddress(address, port), 0);
    http.setExecutor(threads);
    http.createContext("/", this::serve);
    http.start();
    var unused = ripening.scheduleWithFixedDelay(payments::ripen, 500, 500, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs until it is killed. From the environment: {@code SANDBOX_HOST} (127.0.0.1; {@code 0.0.0.0}
   * to be reached from elsewhere), {@code SANDBOX_PORT} (12111), {@code SANDBOX_SMTP_PORT} (12025),
   * {@code SANDBOX_FILE}, {@code SANDBOX_WEBHOOK_URL} and {@code SANDBOX_WEBHOOK_SECRET}.
   */
  public static void main(String[] arguments) throws IOException {
    var environment = System.getenv();
    var file = environment.get("SANDBOX_FILE");
    @SuppressWarnings("resource") // until the process ends
    var server =
        new SandboxServer(
            environment.getOrDefault("SANDBOX_HOST", LOOPBACK),
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

  /** Has keys and holds grow older, as a PUT of {@code /clock} does. */
  public void advance(Duration further) {
    var unused = payments.advance(further);
  }

  @Override
  public void close() {
    ripening.shutdownNow();
    http.stop(0);
    threads.shutdownNow();
    webhooks.close();
    mailbox.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = Request.of(exchange);
      var refusal = Access.refusal(request);
      if (refusal != null) {
        exchange
            .getResponseHeaders()
            .set("Allow", String.join(", ", new TreeSet<>(Access.methods(request.path()))));
        answer(exchange, refusal);
        return;
      }
      var operation = request.operation();
      var text = request.text();
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
      return ProviderError.reply(500, "api_error", "api_error", "Injected");
    }
    if (faults.strikes(Faults.Kind.RATE_LIMIT, operation, text)) {
      return ProviderError.reply(429, "invalid_request_error", "rate_limit", "Injected");
    }
    try {
      return routes.reply(operation, request, text);
    } catch (JacksonException | IllegalArgumentException | DateTimeException malformed) {
      return ProviderError.reply(
          400, "invalid_request_error", "malformed", String.valueOf(malformed));
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
}
