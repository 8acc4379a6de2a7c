package io.daybook.app.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Numbers by day are what the log adds up to, by plain SQL; so the log has no orders of other days,
 * as those are that others import.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class AnalyticsJourneyIT extends BusyShop {
  private static final String DAYS =
      "from: \"%s\", to: \"%s\""
          .formatted(
              LocalDate.now(ZoneOffset.UTC).minusDays(2),
              LocalDate.now(ZoneOffset.UTC).plusDays(1));

  private static final String LINES =
      """
      with e as (select *, substring(payload_type from '[A-Za-z]*$') as type from event_log.domain_event),
           line as (select placed.stream as order_id, one ->> 'sku' as sku, (one ->> 'quantity')::int as units,
                           (one -> 'unitPrice' ->> 'amount')::numeric * (one ->> 'quantity')::int as amount
                      from e placed, json_array_elements(placed.payload -> 'lines') as one
                     where placed.type = 'OrderPlaced'),
           back as (select one ->> 'sku' as sku, (one ->> 'quantity')::int as units,
                           (one -> 'refund' ->> 'amount')::numeric as amount
                      from e returned, json_array_elements(returned.payload -> 'lines') as one
                     where returned.type = 'OrderLinesReturned')
      """;

  @Test
  void sales_funnel_and_reasons_are_what_the_log_adds_up_to() {
    trade();
    for (var sku : skus) {
      var told =
          nodes(
              query(
                      "{sales(%s, sku: \"%s\", minPosition: %d) {edges {node {sku country unitsOrdered ordered {amount} unitsSold sold {amount} unitsReturned returned {amount}}}}}"
                          .formatted(DAYS, sku, head()))
                  .path("sales"));
      assertThat(told).hasSize(1);
      var row = told.getFirst();
      assertThat(row.path("country").asString()).isEqualTo("GB");
      assertThat(
              List.of(
                  row.path("unitsOrdered").asString(),
                  row.path("ordered").path("amount").asString(),
                  row.path("unitsSold").asString(),
                  row.path("sold").path("amount").asString(),
                  row.path("unitsReturned").asString(),
                  row.path("returned").path("amount").asString()))
          .as(sku)
          .isEqualTo(sold(sku));
    }
    assertReasons();
    assertFunnel();
  }

  private List<String> sold(String sku) {
    return jdbc.queryForObject(
        LINES
            + """
            select (select coalesce(sum(units), 0) from line where sku = ?) as ordered,
                   (select coalesce(sum(amount), 0)::numeric(19, 2) from line where sku = ?) as ordered_amount,
                   (select coalesce(sum(units), 0) from line where sku = ? and order_id in
                           (select stream from e where type = 'OrderConfirmed')) as sold,
                   (select coalesce(sum(amount), 0)::numeric(19, 2) from line where sku = ? and order_id in
                           (select stream from e where type = 'OrderConfirmed')) as sold_amount,
                   (select coalesce(sum(units), 0) from back where sku = ?) as returned,
                   (select coalesce(sum(amount), 0)::numeric(19, 2) from back where sku = ?) as returned_amount
            """,
        (row, _) -> {
          var all = new ArrayList<String>();
          for (int column = 1; column <= 6; column++) {
            all.add(row.getString(column));
          }
          return all;
        },
        sku,
        sku,
        sku,
        sku,
        sku,
        sku);
  }

  private void assertReasons() {
    var told =
        nodes(
                query(
                        "{reasons(%s, first: 100) {edges {node {kind reason sku count}}}}"
                            .formatted(DAYS))
                    .path("reasons"))
            .stream()
            .map(
                one ->
                    "%s %s %s %d"
                        .formatted(
                            one.path("kind").asString(),
                            one.path("reason").asString(),
                            one.path("sku").asString(),
                            one.path("count").asLong()))
            .toList();
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                LINES
                    + """
                    , why as (
                      select 'CANCELLED' as kind, payload ->> 'cause' as reason, '' as sku, 1 as more
                        from e where type = 'OrderCancelled'
                      union all select 'REFUSED', 'OUT_OF_STOCK', payload ->> 'sku', 1
                        from e where type = 'StockReservationRefused'
                      union all select 'REFUSED', 'PAYMENT_DECLINED', '', 1 from e where type = 'PaymentDeclined'
                      union all select 'REFUSED', 'CARRIER_REFUSED', '', 1 from e where type = 'CarrierBookingRefused'
                      union all select 'REFUSED', 'CAPTURE_FAILED', '', 1 from e where type = 'PaymentCaptureFailed'
                      union all select 'RETURNED', one ->> 'disposition', one ->> 'sku', (one ->> 'quantity')::int
                        from e returned, json_array_elements(returned.payload -> 'lines') as one
                       where returned.type = 'OrderLinesReturned')
                    select concat_ws(' ', kind, reason, sku, sum(more)) from why group by kind, reason, sku
                    """,
                String.class));
  }

  private void assertFunnel() {
    var days = query("{funnel(%s) {placed confirmed shipped delivered cancelled}}".formatted(DAYS));
    var sums = new long[5];
    for (var day : days.path("funnel")) {
      int next = 0;
      for (var step : List.of("placed", "confirmed", "shipped", "delivered", "cancelled")) {
        sums[next++] += day.path(step).asLong();
      }
    }
    int next = 0;
    for (var type :
        List.of("OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderClosed", "OrderCancelled")) {
      assertThat(sums[next++])
          .as(type)
          .isEqualTo(
              jdbc.queryForObject(
                  "select count(*) from event_log.domain_event where payload_type like ?",
                  Long.class,
                  "%." + type));
    }
  }

  @Test
  void days_the_wrong_way_round_and_too_many_of_them_are_refused() {
    for (var days :
        List.of(
            "from: \"2026-02-01\", to: \"2026-01-01\"",
            "from: \"2020-01-01\", to: \"2026-01-01\"")) {
      var error =
          post("/graphql", Map.of("query", "{funnel(" + days + ") {placed}}"))
              .body()
              .path("errors")
              .path(0)
              .path("extensions");
      assertThat(error.path("code").asString()).isEqualTo("BAD_REQUEST");
      assertThat(error.path("argument").asString()).isEqualTo("to");
    }
  }
}
