package io.daybook.app.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** What was counted of fulfilments when their events came is what the log adds up to. */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class FulfilmentNumbersIT extends BusyShop {
  private static final String STEPS =
      """
      with e as (select *, substring(payload_type from '[A-Za-z]*$') as type, payload ->> 'orderId' as order_id
                   from event_log.domain_event),
           undone as (select order_id, min(position) as position from e
                       where type in ('PaymentDeclined', 'StockReservationRefused', 'CarrierBookingRefused',
                                      'PaymentCaptureFailed', 'OrderCancellationRequested', 'OrderCancelled')
                       group by order_id),
           reached as (select e.order_id, e.recorded_at as at, step,
                              lead(e.recorded_at) over (partition by e.order_id order by e.position) as next
                         from e
                         join (values ('OrderPlaced', 'AUTHORIZE_PAYMENT'), ('PaymentAuthorized', 'RESERVE_STOCK'),
                                      ('CarrierBookingRequested', 'BOOK_CARRIER'), ('PaymentCaptureRequested', 'CAPTURE_PAYMENT'),
                                      ('PaymentCaptured', 'CONFIRM_ORDER'), ('OrderConfirmed', 'PICK'),
                                      ('OrderShipped', 'DELIVER'), ('OrderClosed', 'END')) as s (type, step) on s.type = e.type
                         left join undone on undone.order_id = e.order_id
                        where undone.position is null or e.position < undone.position),
           took as (select step, floor(extract(epoch from next - at) * 1000)::bigint as millis
                      from reached where next is not null)
      """;

  @Test
  void statistics_and_step_times_are_what_the_log_adds_up_to() {
    trade();
    var placed =
        jdbc.queryForList(
            "select recorded_at from event_log.domain_event where payload_type like '%.OrderPlaced'"
                + " order by position",
            OffsetDateTime.class);
    for (var since :
        List.of(
            placed.getFirst().minusDays(40),
            placed.getFirst(),
            placed.get(2),
            placed.getLast().plusNanos(1_000))) {
      assertStatistics(since.toInstant());
    }
    assertSteps();
    assertStatusesOverTime(placed.getFirst(), OffsetDateTime.now(ZoneOffset.UTC));
    rebuild("fulfilment");
    assertStatistics(placed.get(1).toInstant());
    assertSteps();
  }

  private void assertStatistics(Instant since) {
    var told =
        query(
                "{fulfilmentStatistics(since: \"%s\", minPosition: %d) {started confirmed delivered compensating cancelled parked failedSteps {name count} reasons {count} confirmedWithinMillisP50}}"
                    .formatted(since, head()))
            .path("fulfilmentStatistics");
    assertThat(told.path("started").asLong()).as("started").isEqualTo(since("OrderPlaced", since));
    assertThat(told.path("confirmed").asLong()).isEqualTo(since("OrderConfirmed", since));
    assertThat(told.path("delivered").asLong()).isEqualTo(since("OrderClosed", since));
    assertThat(told.path("cancelled").asLong()).isEqualTo(since("OrderCancelled", since));
    assertThat(told.path("compensating").asLong()).isZero();
    var failed = new TreeMap<String, Long>();
    told.path("failedSteps")
        .forEach(one -> failed.put(one.path("name").asString(), one.path("count").asLong()));
    var wanted = new TreeMap<String, Long>();
    wanted.put("AUTHORIZE_PAYMENT", since("PaymentDeclined", since));
    wanted.put("RESERVE_STOCK", since("StockReservationRefused", since));
    wanted.values().removeIf(count -> count == 0);
    assertThat(failed).isEqualTo(wanted);
    assertThat(sum(told.path("reasons"))).isEqualTo(since("OrderCancelled", since));
    assertWithin(
        told.path("confirmedWithinMillisP50"),
        jdbc.queryForObject(
            """
            select floor(extract(epoch from percentile_disc(0.5) within group (order by c.recorded_at - p.recorded_at)) * 1000)
              from event_log.domain_event p
              join event_log.domain_event c on c.stream = p.stream and c.payload_type like '%.OrderConfirmed'
             where p.payload_type like '%.OrderPlaced' and p.recorded_at >= ?::timestamptz
            """,
            Long.class, since.toString()));
  }

  private static long sum(JsonNode counts) {
    return counts.valueStream().mapToLong(one -> one.path("count").asLong()).sum();
  }

  /** How many orders have such an event, of those that were placed since an instant. */
  private long since(String type, Instant since) {
    return jdbc.queryForObject(
        """
        select count(distinct e.payload ->> 'orderId') from event_log.domain_event e
          join event_log.domain_event p on p.stream = e.payload ->> 'orderId' and p.payload_type like '%.OrderPlaced'
         where e.payload_type like '%.' || ? and p.recorded_at >= ?::timestamptz
        """,
        Long.class, type, since.toString());
  }

  /** At most 5 % and a millisecond above. */
  private static void assertWithin(JsonNode told, Long exact) {
    if (exact == null) {
      assertThat(told.isNull()).isTrue();
    } else {
      assertThat(told.asLong()).isBetween(exact, exact + exact / 20 + 1);
    }
  }

  private void assertSteps() {
    var today = LocalDate.now(ZoneOffset.UTC);
    var told = new TreeMap<String, List<Long>>();
    query(
            "{stepTimes(from: \"%s\", to: \"%s\", minPosition: %d) {step count millis withinMillisP50}}"
                .formatted(today.minusDays(1), today.plusDays(1), head()))
        .path("stepTimes")
        .forEach(
            one ->
                told.merge(
                    one.path("step").asString(),
                    List.of(one.path("count").asLong(), one.path("millis").asLong()),
                    (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1))));
    var folded = new TreeMap<String, List<Long>>();
    jdbc.query(
        STEPS + "select step, count(*), sum(millis) from took group by step",
        row -> {
          folded.put(row.getString(1), List.of(row.getLong(2), row.getLong(3)));
        });
    assertThat(told).isEqualTo(folded).containsKeys("AUTHORIZE_PAYMENT", "PICK", "DELIVER");
  }

  /** What the shop was at each of the moments. */
  private void assertStatusesOverTime(OffsetDateTime from, OffsetDateTime to) {
    var points =
        query(
                "{orderStatuses(from: \"%s\", to: \"%s\", points: 9, minPosition: %d) {at position ordersByStatus {status orders}}}"
                    .formatted(from, to, head()))
            .path("orderStatuses");
    assertThat(points.size()).isEqualTo(9);
    for (var point : points) {
      var then = query(SHOP.formatted("(asOf: \"" + point.path("at").asString() + "\")"));
      assertThat(point.path("position").asLong())
          .isEqualTo(then.path("shopAt").path("position").asLong());
      assertThat(point.path("ordersByStatus"))
          .isEqualTo(then.path("shopAt").path("ordersByStatus"));
    }
    assertThat(points.path(8).path("ordersByStatus").toString()).contains("PARTLY_RETURNED");
  }
}
