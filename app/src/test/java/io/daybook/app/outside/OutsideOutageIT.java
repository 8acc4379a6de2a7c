package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.outside.call.Port;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.TestPropertySource;

/**
 * Another side is away for longer than all attempts of a call take. Everything is scaled down: an
 * attempt is milliseconds, a parked call waits for half a second at most.
 */
@TestPropertySource(
    properties = {
      "daybook.fulfilment.stage-deadline=5m",
      "daybook.outside.payment.attempts=2",
      "daybook.outside.payment.break-at=50",
      "daybook.outside.payment.break-for=300ms",
      "daybook.outside.payment.first-pause-parked=200ms",
      "daybook.outside.payment.longest-pause-parked=500ms",
      "daybook.outside.carrier.attempts=2",
      "daybook.outside.carrier.break-at=50",
      "daybook.outside.carrier.break-for=300ms",
      "daybook.outside.carrier.first-pause-parked=200ms",
      "daybook.outside.carrier.longest-pause-parked=500ms",
      "daybook.outside.mail.attempts=2",
      "daybook.outside.mail.first-pause=20ms",
      "daybook.outside.mail.break-at=50",
      "daybook.outside.mail.break-for=300ms",
      "daybook.outside.mail.first-pause-parked=200ms",
      "daybook.outside.mail.longest-pause-parked=500ms"
    })
class OutsideOutageIT extends OutsideForTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MANY = 40;

  @ParameterizedTest
  @EnumSource(Port.class)
  void what_an_outage_has_stopped_goes_on_by_itself_when_it_is_over(Port port) {
    var sku = product("A-", "3.00", 2 * MANY);
    var orders = new ArrayList<String>();
    goAway(port);
    for (int i = 0; i < 3; i++) {
      orders.add(place("tok_visa", Map.of(sku, 1)));
    }
    await().atMost(PATIENCE).until(() -> parkedCalls(port) == orders.size());
    for (int i = 0; i < MANY; i++) {
      orders.add(place("tok_visa", Map.of(sku, 1)));
    }
    await().atMost(PATIENCE).until(() -> isGivenARest(port));
    var failedBefore = failures();
    await().atMost(PATIENCE).until(() -> failures() >= failedBefore + 5); // it is asked, and away
    assertThat(openCalls(port)).isGreaterThanOrEqualTo(orders.size());
    await().atMost(PATIENCE).until(() -> processesThatRefuse(port) == 1);

    everythingWorksAgain();

    for (var order : orders) {
      awaitStatus(order, "PICKING");
      await().atMost(PATIENCE).until(() -> parked(order), List::isEmpty);
    }
    await().atMost(PATIENCE).until(() -> openCalls(port) == 0);
    assertThat(isGivenARest(port)).isFalse();
    await().atMost(PATIENCE).until(() -> processesThatRefuse(port) == 0);
    for (var order : orders) {
      assertThat(mailsTo(order)).isOne();
    }
  }

  private void goAway(Port port) {
    var operations =
        switch (port) {
          case PAYMENT -> Stream.of("payments.create", "payments.retrieve", "payments.list");
          case CARRIER -> Stream.of("carrier.book");
          case MAIL -> Stream.of("mail");
        };
    var rules = operations.map(operation -> Faults.Rule.always(operation, Kind.ERROR)).toList();
    sandbox.faults().plan(new Faults.Plan(1, rules));
  }

  private int failures() {
    return sandbox.faults().injected().values().stream().mapToInt(Integer::intValue).sum();
  }

  private boolean isGivenARest(Port port) {
    var metric = "/actuator/metrics/daybook.calls.breaker.open?tag=port:" + port;
    return send("GET", metric, "").body().path("measurements").path(0).path("value").asInt() == 1;
  }

  private long processesThatRefuse(Port port) {
    return send("GET", "/api/operations/ports", "")
        .body()
        .path("ports")
        .valueStream()
        .filter(one -> one.path("port").asString().equals(port.name()))
        .mapToLong(one -> one.path("refusing").size())
        .sum();
  }

  private int parkedCalls(Port port) {
    return jdbc.queryForObject(
        "select count(*) from outside.call where port = ? and parked_at is not null",
        Integer.class,
        port.name());
  }

  private int openCalls(Port port) {
    return jdbc.queryForObject(
        "select count(*) from outside.call where port = ? and done_at is null",
        Integer.class,
        port.name());
  }

  private long mailsTo(String order) {
    return ask("/mails")
        .valueStream()
        .filter(mail -> mail.path("to").asString().startsWith(order))
        .count();
  }
}
