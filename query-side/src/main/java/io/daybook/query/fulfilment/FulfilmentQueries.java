package io.daybook.query.fulfilment;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.OrderOwners;
import io.daybook.query.Pages;
import io.daybook.query.Paging.Way;
import io.daybook.query.Rows;
import io.daybook.query.live.LiveChanges;
import io.daybook.query.live.Topic;
import io.daybook.schema.fulfilment.FulfilmentPhase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Fulfilments over GraphQL. */
@Controller
class FulfilmentQueries {
  private final JdbcClient jdbc;
  private final OrderOwners owners;
  private final LiveChanges live;
  private final Pages pages;

  FulfilmentQueries(
      @Qualifier("query") JdbcClient jdbc, OrderOwners owners, LiveChanges live, Pages pages) {
    this.jdbc = jdbc;
    this.owners = owners;
    this.live = live;
    this.pages = pages;
  }

  /** How far the fulfilment of an order is. */
  record Fulfilment(
      String orderId,
      String step,
      FulfilmentPhase phase,
      @Nullable String failedStep,
      @Nullable String reason,
      OffsetDateTime startedAt,
      OffsetDateTime updatedAt,
      @Nullable OffsetDateTime confirmedAt,
      @Nullable OffsetDateTime endedAt) {}

  /** What an operator must decide about. */
  record ParkedAction(String action, String reason, int attempts, OffsetDateTime since) {}

  @QueryMapping
  @Nullable Fulfilment fulfilment(@Argument String orderId, DataFetchingEnvironment field) {
    if (!owners.isKnown(orderId, field)) {
      return null;
    }
    return jdbc.sql("select * from fulfilment_progress where order_id = ?")
        .param(orderId)
        .query((row, _) -> progress(row))
        .optional()
        .orElse(null);
  }

  @QueryMapping
  Connection<Fulfilment> fulfilments(
      @Argument @Nullable FulfilmentPhase phase,
      @Argument @Nullable Boolean parked,
      DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var way = paging.walk(Way.DOWN);
    var values = new HashMap<String, Object>();
    var sql = new StringBuilder("select * from fulfilment_progress f where true");
    if (phase != null) {
      sql.append(" and phase = :phase");
      values.put("phase", phase.name());
    }
    if (parked != null) {
      sql.append(parked ? " and exists " : " and not exists ")
          .append("(select 1 from parked_action p where p.order_id = f.order_id)");
    }
    var key = paging.key(2);
    if (key != null) {
      sql.append(" and (started_at, order_id) " + way.past() + " (:afterTime, :afterId)");
      values.put("afterTime", Rows.timeOfCursor(key[0]));
      values.put("afterId", key[1]);
    }
    sql.append(" order by started_at %1$s, order_id %1$s limit :limit".formatted(way.word()));
    values.put("limit", paging.limit());
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> progress(row)).list();
    return paging.page(rows, row -> row.startedAt().toInstant() + "|" + row.orderId());
  }

  /**
   * An event of an order, and how far its fulfilment is.
   *
   * @param fulfilment as it is when this is told: the event is in it, and maybe later ones are too
   */
  record FulfilmentChange(long position, OffsetDateTime at, String type, Fulfilment fulfilment) {}

  @SubscriptionMapping
  Flux<FulfilmentChange> fulfilmentChanged(
      @Argument String orderId,
      @Argument @Nullable Long fromPosition,
      DataFetchingEnvironment field) {
    var only = OrderOwners.onlyCustomer(field);
    return live.of(
        new Topic.Order(orderId),
        fromPosition,
        (after, upTo, limit) -> changes(orderId, only, after, upTo, limit),
        FulfilmentChange::position);
  }

  private List<FulfilmentChange> changes(
      String orderId, @Nullable String only, long after, long upTo, int limit) {
    return jdbc.sql(
            """
            select t.position, t.at, t.type, f.*
              from timeline t
              join fulfilment_progress f on f.order_id = t.order_id
              join order_summary s on s.order_id = t.order_id and (:any or s.customer_id = :only)
             where t.order_id = :id and t.position > :after and t.position <= :upTo
             order by t.position limit :limit
            """)
        .params(Map.of("id", orderId, "any", only == null, "only", only == null ? "" : only))
        .params(Map.of("after", after, "upTo", upTo, "limit", limit))
        .query(
            (row, _) ->
                new FulfilmentChange(
                    row.getLong("position"),
                    Rows.time(row, "at"),
                    row.getString("type"),
                    progress(row)))
        .list();
  }

  /** The parked actions of a page of fulfilments, in one query. */
  @BatchMapping
  Map<Fulfilment, List<ParkedAction>> parked(List<Fulfilment> fulfilments) {
    record OfOrder(String orderId, ParkedAction action) {}
    var byOrder =
        jdbc
            .sql("select * from parked_action where order_id in (:ids) order by parked_at")
            .param("ids", fulfilments.stream().map(Fulfilment::orderId).toList())
            .query(
                (row, _) ->
                    new OfOrder(
                        row.getString("order_id"),
                        new ParkedAction(
                            row.getString("action"),
                            row.getString("reason"),
                            row.getInt("attempts"),
                            Rows.time(row, "parked_at"))))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    OfOrder::orderId, Collectors.mapping(OfOrder::action, Collectors.toList())));
    return fulfilments.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), one -> byOrder.getOrDefault(one.orderId(), List.of())));
  }

  static Fulfilment progress(ResultSet row) throws SQLException {
    return new Fulfilment(
        row.getString("order_id"),
        row.getString("step"),
        FulfilmentPhase.valueOf(row.getString("phase")),
        row.getString("failed_step"),
        row.getString("reason"),
        Rows.time(row, "started_at"),
        Rows.time(row, "updated_at"),
        Rows.timeOrNull(row, "confirmed_at"),
        Rows.timeOrNull(row, "ended_at"));
  }
}
