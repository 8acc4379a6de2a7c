package io.daybook.query.order;

import graphql.GraphQLContext;
import io.daybook.query.BadQuery;
import io.daybook.query.Horizons;
import io.daybook.query.Model;
import io.daybook.query.Moments;
import io.daybook.query.order.ShopAtQuery.StatusCount;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** How many orders had each status as time went by: the running sums at some moments. */
@Controller
class StatusHistoryQuery {
  private static final int MOST_POINTS = 100;

  private final Moments moments;
  private final Horizons horizons;
  private final ShopTables tables;

  StatusHistoryQuery(Moments moments, Horizons horizons, ShopTables tables) {
    this.moments = moments;
    this.horizons = horizons;
    this.tables = tables;
  }

  /**
   * The orders at a moment.
   *
   * @param position all events up to it are counted: those that were recorded by then, and that the
   *     read model knows of
   */
  record StatusesAt(OffsetDateTime at, long position, List<StatusCount> ordersByStatus) {}

  @QueryMapping
  List<StatusesAt> orderStatuses(
      @Argument OffsetDateTime from,
      @Argument OffsetDateTime to,
      @Argument int points,
      GraphQLContext request) {
    if (to.isBefore(from)) {
      throw new BadQuery("to", "to must not be before from");
    }
    if (points < 2 || points > MOST_POINTS) {
      throw new BadQuery("points", "points must be from 2 to " + MOST_POINTS);
    }
    var apart = Duration.between(from, to).dividedBy(points - 1);
    var horizon = horizons.of(List.of(Model.ORDER_HISTORY));
    var all = new ArrayList<StatusesAt>();
    for (int point = 0; point < points; point++) {
      var at = point == points - 1 ? to : from.plus(apart.multipliedBy(point));
      all.add(at(at, horizon, request));
    }
    return all;
  }

  private StatusesAt at(OffsetDateTime at, long horizon, GraphQLContext request) {
    var asked = moments.position(at, null, request);
    var position = asked == null ? horizon : Math.min(asked, horizon);
    return new StatusesAt(at, position, ShopAtQuery.byStatus(tables.orders(position)));
  }
}
