package io.daybook.app.demo;

import io.daybook.app.settings.ContradictionException;
import io.daybook.importer.ClientTokens;
import io.daybook.importer.Traffic;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Rule;
import io.daybook.sandbox.SandboxServer;
import io.daybook.web.access.AuthProperties;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * A shop in which something happens: {@code daybook.demo.traffic}. Orders come over HTTP, as from
 * everybody; in a storm the sandbox fails as it does in the chaos test, and now and then one side
 * of it is away.
 */
@Configuration(proxyBeanMethods = false)
public class DemoTraffic implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DemoTraffic.class);

  private static final Duration CALM = Duration.ofSeconds(90);
  private static final Duration OUTAGE = Duration.ofSeconds(25);
  private static final List<String> SIDES = List.of("payments", "carrier");

  private static final List<Rule> FAULTS =
      List.of(
          new Rule("*", null, Kind.ERROR, 0.05, 0, null),
          new Rule("*", null, Kind.RATE_LIMIT, 0.02, 0, null),
          new Rule("*", null, Kind.LATENCY, 0.15, 300, null),
          new Rule("*", "/v1/", Kind.RESET_AFTER, 0.03, 0, null),
          new Rule("*", "/carrier/", Kind.RESET_BEFORE, 0.03, 0, null),
          new Rule("webhook", null, Kind.LOST_WEBHOOK, 0.1, 0, null));

  /** How much happens. */
  enum Pace {
    OFF(Duration.ZERO, Duration.ZERO),
    /** An order every two seconds, and nothing fails. */
    GENTLE(Duration.ofSeconds(2), Duration.ofSeconds(8)),
    /** Five orders a second, and much fails. */
    STORM(Duration.ofMillis(200), Duration.ofSeconds(4));

    private final Duration every;
    private final Duration pause;

    Pace(Duration every, Duration pause) {
      this.every = every;
      this.pause = pause;
    }
  }

  private final Pace pace;
  private final @Nullable AuthProperties auth;
  private final @Nullable SandboxServer sandbox;
  private int port;
  private int outages;
  private @Nullable ScheduledExecutorService threads;
  private @Nullable Traffic traffic;

  /**
   * Checks that there is a sandbox whose cards can be used.
   *
   * @throws ContradictionException when there is none, or nobody to ask over HTTP, or no demo at
   *     all
   */
  DemoTraffic(
      @Value("${daybook.demo.traffic:off}") Pace pace,
      @Value("${daybook.demo:true}") boolean demo,
      ObjectProvider<AuthProperties> auth,
      ObjectProvider<SandboxServer> sandbox) {
    this.pace = pace;
    this.auth = auth.getIfAvailable();
    this.sandbox = sandbox.getIfAvailable();
    if (pace != Pace.OFF && (!demo || this.sandbox == null || this.auth == null)) {
      throw new ContradictionException(
          "daybook.demo.traffic needs a demo shop with a door, and the sandbox in the same process.",
          "Leave daybook.demo and daybook.outside-world.sandbox as they are, or set daybook.demo.traffic=off.");
    }
  }

  @EventListener
  void on(WebServerInitializedEvent started) {
    port = started.getWebServer().getPort();
  }

  @EventListener
  void on(ApplicationReadyEvent ready) {
    if (pace == Pace.OFF || sandbox == null || auth == null) {
      return;
    }
    var faults = sandbox.faults();
    var shop = URI.create("http://localhost:" + port);
    var tokens = ClientTokens.of("importer", auth.directory());
    var customers = new Traffic(shop, tokens, pace.pause, System.nanoTime());
    var all = Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("demo-", 0).factory());
    repeat(all, () -> step(customers), pace.every, pace.every);
    if (pace == Pace.STORM) {
      var usual = new Faults.Plan(1, FAULTS);
      faults.plan(usual);
      repeat(all, () -> goAway(faults), CALM, CALM.plus(OUTAGE));
      repeat(all, () -> faults.plan(usual), CALM.plus(OUTAGE), CALM.plus(OUTAGE));
    }
    traffic = customers;
    threads = all;
  }

  private static void repeat(
      ScheduledExecutorService all, Runnable what, Duration first, Duration every) {
    var unused =
        all.scheduleWithFixedDelay(what, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void step(Traffic traffic) {
    try {
      traffic.step();
    } catch (RuntimeException failure) { // the next customer has more luck
      log.info("A customer of the demo gave up: {}", failure.toString());
    }
  }

  /** One side after the other. */
  private void goAway(Faults faults) {
    var rules = new ArrayList<>(FAULTS);
    rules.addFirst(Rule.outage(SIDES.get(outages % SIDES.size())));
    outages++;
    faults.plan(new Faults.Plan(outages, rules));
  }

  @Override
  public void start() {
    // Customers come when the shop is open, which ApplicationReadyEvent says.
  }

  /** Customers go before the door closes. */
  @Override
  public void stop() {
    if (threads != null && traffic != null) {
      threads.shutdownNow();
      traffic.close();
      threads = null;
    }
  }

  @Override
  public boolean isRunning() {
    return threads != null;
  }
}
