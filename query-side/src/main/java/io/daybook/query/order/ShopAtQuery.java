package io.daybook.query.order;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.Horizons;
import io.daybook.query.Model;
import io.daybook.query.Moments;
import io.daybook.query.MoneyView;
import io.daybook.query.order.ShopTables.Sum;
import io.daybook.schema.status.OrderStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The whole shop in numbers, as it is and as it was: from running sums, never by reading rows. */
@Controller
class ShopAtQuery {
  private final Moments moments;
  private final Horizons horizons;
  private final ShopTables tables;

  ShopAtQuery(Moments moments, Horizons horizons, ShopTables tables) {
    this.moments = moments;
    this.horizons = horizons;
    this.tables = tables;
  }

  /** How many orders have a status. */
  record StatusCount(OrderStatus status, long orders) {}

  /**
   * The numbers of the shop.
   *
   * @param position all events up to it are in them, and none after
   * @param held what providers hold for orders and have neither let go of nor taken
   */
  record ShopAt(
      long position,
      long orders,
      long confirmedOrders,
      List<StatusCount> ordersByStatus,
      long unitsOnHand,
      long unitsReserved,
      List<MoneyView> held,
      List<MoneyView> captured,
      List<MoneyView> refunded) {}

  /** Sums over all orders and stock. */
  record ShopTotals(
      long orders,
      long confirmedOrders,
      long unitsReserved,
      List<MoneyView> captured,
      List<MoneyView> refunded) {}

  @QueryMapping
  ShopAt shopAt(DataFetchingEnvironment environment) {
    var asked = moments.position(environment);
    return at(asked == null ? now() : asked, environment.getGraphQlContext());
  }

  @QueryMapping
  ShopTotals shopTotals(GraphQLContext request) {
    var shop = at(request.<Long>computeIfAbsent(ShopTotals.class, _ -> now()), request);
    return new ShopTotals(
        shop.orders(),
        shop.confirmedOrders(),
        shop.unitsReserved(),
        shop.captured(),
        shop.refunded());
  }

  /** What both read models know of. */
  private long now() {
    return horizons.of(List.of(Model.ORDER_HISTORY, Model.STOCK));
  }

  /** Which numbers a request has asked for already. */
  private record Known(long position) {}

  private ShopAt at(long position, GraphQLContext request) {
    return request.computeIfAbsent(
        new Known(position), _ -> shop(position, tables.orders(position), tables.stock(position)));
  }

  private static ShopAt shop(long position, Map<String, Sum> orders, Map<String, Sum> stock) {
    return new ShopAt(
        position,
        count(orders, "orders"),
        count(orders, "confirmed"),
        byStatus(orders),
        count(stock, "on_hand"),
        count(stock, "reserved"),
        money(orders, "held:"),
        money(orders, "captured:"),
        money(orders, "refunded:"));
  }

  /** Those that have any orders. */
  static List<StatusCount> byStatus(Map<String, Sum> orders) {
    return Arrays.stream(OrderStatus.values())
        .map(status -> new StatusCount(status, count(orders, "status:" + status.name())))
        .filter(counted -> counted.orders() > 0)
        .toList();
  }

  private static long count(Map<String, Sum> sums, String name) {
    return sums.getOrDefault(name, Sum.NONE).amount().longValueExact();
  }

  /** One amount for each currency that there are orders in, also where it is none. */
  private static List<MoneyView> money(Map<String, Sum> sums, String prefix) {
    return sums.entrySet().stream()
        .filter(sum -> sum.getKey().startsWith(prefix))
        .sorted(Map.Entry.comparingByKey())
        .map(sum -> MoneyView.of(sum.getValue().amount(), sum.getKey().substring(prefix.length())))
        .toList();
  }
}
