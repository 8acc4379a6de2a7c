package io.daybook.query.inventory;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.Moments;
import io.daybook.query.Pages;
import io.daybook.query.Paging.Way;
import io.daybook.query.Rows;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/**
 * Which orders hold units of a SKU, over GraphQL: what the movements of each order add up to. It
 * reads all movements of the SKU, so it costs more the more the SKU is sold.
 */
@Controller
class Reservations {
  private final JdbcClient jdbc;
  private final Moments moments;
  private final Pages pages;

  Reservations(@Qualifier("query") JdbcClient jdbc, Moments moments, Pages pages) {
    this.jdbc = jdbc;
    this.moments = moments;
    this.pages = pages;
  }

  /** What an order holds. */
  record StockReservation(String orderId, long units, OffsetDateTime since, long position) {}

  @QueryMapping
  Connection<StockReservation> stockReservations(
      @Argument String sku, DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var wanted = paging.positions(Way.UP);
    var known = moments.position(environment);
    var rows =
        jdbc.sql(
                """
                select order_id, sum(reserved_change) as units, min(at) as since, min(position) as first
                  from stock_movement
                 where sku = :sku and position <= :known and reserved_change <> 0 and order_id is not null
                 group by order_id
                having sum(reserved_change) > 0 and min(position) > :after and min(position) <= :upTo
                 order by min(position) %s limit :limit
                """
                    .formatted(wanted.way().word()))
            .param("sku", sku)
            .param("known", known == null ? Long.MAX_VALUE : known)
            .param("after", wanted.after())
            .param("upTo", wanted.upTo())
            .param("limit", paging.limit())
            .query(
                (row, _) ->
                    new StockReservation(
                        row.getString("order_id"),
                        row.getLong("units"),
                        Rows.time(row, "since"),
                        row.getLong("first")))
            .list();
    return paging.page(rows, row -> Long.toString(row.position()));
  }
}
