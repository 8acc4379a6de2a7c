package io.daybook.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.query.Cursors;
import io.daybook.query.Paging;
import io.daybook.query.order.OrderTables.Filter;
import io.daybook.schema.status.OrderStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a list of then costs, against the same list of now, in a shop of many orders. Each has nine
 * versions at positions next to each other, and those of one order in ten end cancelled.
 *
 * <p>{@code -Ddaybook.asof.orders=200000} makes the shop larger.
 */
class AsOfCostIT {
  private static final int ORDERS = Integer.getInteger("daybook.asof.orders", 20_000);
  private static final int ROUNDS = 200;
  private static final Paging PAGE =
      new Paging(new Cursors(() -> new byte[] {1}), "orders", 20, false, null);

  private static final String FILL =
      """
      insert into order_summary
      select 'order-' || i, 'c-' || i % 1000, case when i % 10 = 0 then 'CANCELLED' else 'DELIVERED' end, 'GBP', 25, 0, 25, 0,
             3, 5, 0, timestamptz '2020-01-01' + i * interval '1 minute', timestamptz '2020-01-01' + i * interval '1 minute',
             timestamptz '2020-01-01' + i * interval '1 minute', null, null, null, null, i * 9, null, null, i * 9 + 8
        from generate_series(0, :orders - 1) as i;
      insert into order_version
      select 'order-' || i, i * 9 + k, timestamptz '2020-01-01' + i * interval '1 minute',
             timestamptz '2020-01-01' + i * interval '1 minute',
             case when k = 8 and i % 10 = 0 then 'CANCELLED' else
                 (array['PROCESSING_PAYMENT', 'RESERVING_STOCK', 'BOOKING_CARRIER', 'TAKING_PAYMENT', 'TAKING_PAYMENT',
                        'CONFIRMED', 'PICKING', 'SHIPPED', 'DELIVERED'])[k + 1] end,
             k >= 5, 0, case when k >= 4 then 25 else 0 end, 0
        from generate_series(0, :orders - 1) as i, generate_series(0, 8) as k;
      insert into order_sum
      select shift, v.position >> shift, change.metric, sum(change.amount), max(change.latest)
        from order_version v
        left join order_version p on p.order_id = v.order_id and p.position = v.position - 1
       cross join lateral (values ('orders', case when p.order_id is null then 1 else 0 end, v.ordered_at),
                                  ('status:' || v.status, 1, null), ('status:' || p.status, -1, null))
                  as change (metric, amount, latest)
       cross join (values (7), (13), (19)) as shifts (shift)
       where change.metric is not null
       group by 1, 2, 3;
      """;

  @Test
  void a_list_of_then_costs_little_more_than_that_of_now() throws IOException {
    var database = PostgresForTests.newDatabase();
    var source =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    try {
      var jdbc = JdbcClient.create(source);
      var script = Path.of("../projections/src/main/resources/db/model/order_history.sql");
      jdbc.sql(Files.readString(script).replaceAll("(?m)^--.*$", "")).update();
      for (var statement : FILL.replace(":orders", "" + ORDERS).split(";")) {
        if (!statement.isBlank()) {
          jdbc.sql(statement).update();
        }
      }
      jdbc.sql("vacuum analyze").update();
      compare(jdbc);
    } finally {
      source.destroy();
    }
  }

  private static void compare(JdbcClient jdbc) {
    var now = new OrderTables(jdbc);
    var shop = new ShopTables(jdbc);
    var then = new OrderHistoryTable(jdbc, shop);
    var middle = ORDERS * 9L / 2;
    var all = millis(() -> now.orders(filter(null, null), PAGE));
    var byStatus = millis(() -> now.orders(filter(null, OrderStatus.CANCELLED), PAGE));
    var ofOne = millis(() -> now.orders(filter("c-7", null), PAGE));
    var allThen = millis(() -> then.orders(filter(null, null), middle, PAGE));
    var byStatusThen = millis(() -> then.orders(filter(null, OrderStatus.CANCELLED), middle, PAGE));
    var movingThen = millis(() -> then.orders(filter(null, OrderStatus.PICKING), middle, PAGE));
    var ofOneThen = millis(() -> then.orders(filter("c-7", null), middle, PAGE));
    var sums = millis(() -> List.of(shop.orders(middle)));
    System.out.printf(
        "%d orders, a page of 20, median ms, now and then: all %.2f %.2f; by status %.2f %.2f,"
            + " by one that orders pass %.2f; of a customer %.2f %.2f; the sums alone %.2f%n",
        ORDERS, all, allThen, byStatus, byStatusThen, movingThen, ofOne, ofOneThen, sums);
    assertThat(then.orders(filter(null, null), middle, PAGE)).hasSize(21);
    assertThat(allThen).as("all").isLessThan(10 * all + 20);
    assertThat(byStatusThen).as("by status").isLessThan(10 * byStatus + 20);
    assertThat(movingThen).as("by a status that orders pass").isLessThan(10 * byStatus + 20);
    assertThat(ofOneThen).as("of a customer").isLessThan(10 * ofOne + 20);
  }

  private static Filter filter(@Nullable String customer, @Nullable OrderStatus status) {
    return new Filter(customer, status, null, null, null, null, null, OrderSort.ORDERED_AT_DESC);
  }

  private static double millis(Supplier<List<?>> query) {
    var nanos = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      var begun = System.nanoTime();
      query.get();
      nanos[round] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2] / 1e6;
  }
}
