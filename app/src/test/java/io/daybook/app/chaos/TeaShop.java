package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** One thing is sold to shoppers who never change their minds, so each order is confirmed. */
record TeaShop(JdbcTemplate jdbc, Shoppers shoppers) {

  static void open(Customers customers) {
    var price = Map.of("amount", "2.50", "currency", "GBP");
    customers.post("/api/products", Map.of("sku", "TEA", "name", "Tea", "price", price), "");
    customers.post("/api/stock/TEA/receipts", Map.of("receiptId", "r", "quantity", 1_000_000), "");
  }

  /** Waits until each order is confirmed, by whoever has the segments, and nobody is behind. */
  void rest() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList(
                            """
                            select order_id || ' ' || status from order_history_v2.order_summary
                             where status <> 'PICKING'
                            union all
                            select concat_ws(' ', order_id, port, last_failure) from outside.call
                             where done_at is null and not (port = 'MAIL' and parked_at is not null)
                            union all
                            select concat_ws(' ', processor_name, segment, stopped, token) from event_log.token_entry
                             where processor_name <> '__config'
                               and (stopped is not null or coalesce(token::json #>> '{currentToken,globalIndex}',
                                                                    token::json ->> 'globalIndex')::bigint
                                    <> (select max(position) from event_log.domain_event))
                            union all
                            (select 'not listed: ' || stream from event_log.domain_event
                              where payload_type like '%.OrderPlaced'
                                and stream not in (select order_id from order_history_v2.order_summary))
                            limit 20
                            """,
                            String.class))
                    .isEmpty());
    assertThat(
            jdbc.queryForObject(
                "select count(*) from order_history_v2.order_summary", Integer.class))
        .isEqualTo(shoppers.placed.size());
  }

  Books compare(Outside outside) throws Exception {
    var books = new Books(jdbc);
    books.everyAcknowledgedOrderHasEnded(shoppers.placed.stream().map(Placed::order).toList());
    books.moneyAgrees(outside.intents());
    books.goods().stockAgrees();
    books.goods().reservationsAgree();
    books.shipmentsAgree(outside.bookings());
    books.mailsAreUnique(outside.mails());
    books.nothingIsSetAside();
    return books;
  }
}
