package io.daybook.importer;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Customers and a warehouse that go on for as long as they are asked to: orders of the sample, as
 * if they were placed now. What becomes of each is drawn when it is placed. For one thread.
 */
public final class Traffic implements AutoCloseable {
  private static final String SAMPLE = "online-retail-sample.csv";

  /** Products are listed, and goods arrive, for so many orders at a time. */
  private static final int AT_A_TIME = 50;

  /** So many orders are looked after; what is placed beyond that goes its own way. */
  private static final int MOST = 1_000;

  private static final int LOOKS = 5;
  private static final int SHORT_PERCENT = 2;
  private static final int DECLINED_PERCENT = 4;

  private final ShopClient shop;
  private final ShopOrders orders;
  private final Duration pause;
  private final Random random;
  private final String run = UUID.randomUUID().toString();
  private List<Invoice> sales = List.of();
  private final Deque<Open> open = new ArrayDeque<>();
  private int placed;

  /**
   * @param tokens of an importer
   * @param pause how long people let an order be before they do the next thing to it
   */
  public Traffic(URI shop, ClientTokens tokens, Duration pause, long seed) {
    this.shop = new ShopClient(shop, tokens);
    this.orders = new ShopOrders(this.shop);
    this.pause = pause;
    this.random = new Random(seed);
  }

  private static List<Invoice> sales() {
    try (var file = Objects.requireNonNull(Traffic.class.getResourceAsStream(SAMPLE));
        var text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      return ImportPlan.of(RetailCsv.read(text)).invoices().stream()
          .filter(invoice -> !invoice.isCreditNote())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("The sample cannot be read", failure);
    }
  }

  /** What becomes of an order, if nothing goes wrong. */
  private enum Course {
    STAYS,
    IS_CANCELLED,
    IS_SENT,
    ARRIVES,
    COMES_BACK;

    /** Of a hundred orders. */
    static Course of(int percent) {
      if (percent < 5) {
        return STAYS;
      }
      if (percent < 12) {
        return IS_CANCELLED;
      }
      if (percent < 30) {
        return IS_SENT;
      }
      return percent < 92 ? ARRIVES : COMES_BACK;
    }
  }

  private record Open(String id, Invoice invoice, Course course, Instant due) {
    Open dueAt(Instant later) {
      return new Open(id, invoice, course, later);
    }
  }

  /**
   * Places one order, and does the next thing to a few of those before.
   *
   * @throws IllegalStateException when the shop does not answer for a long time
   */
  public void step() {
    place();
    for (int i = 0; i < LOOKS; i++) {
      var next = open.peek();
      if (next == null || next.due().isAfter(Instant.now())) {
        return;
      }
      open.remove();
      if (goesOn(next)) {
        open.add(next.dueAt(Instant.now().plus(pause)));
      }
    }
  }

  private void place() {
    if (sales.isEmpty()) { // not before: nobody's start waits for it
      sales = sales();
    }
    var number = placed % sales.size();
    if (placed % AT_A_TIME == 0) {
      fillTheShelves(sales.subList(number, Math.min(sales.size(), number + AT_A_TIME)));
    }
    var card = random.nextInt(100) < DECLINED_PERCENT ? "tok_declined" : "tok_visa";
    var course = Course.of(random.nextInt(100));
    var invoice = sales.get(number);
    var answer = orders.placeNow(invoice, "traffic-" + run + "-" + placed, card);
    placed++;
    if (answer.isSuccess() && open.size() < MOST) {
      var id = answer.body().path("orderId").asString();
      open.add(new Open(id, invoice, course, Instant.now().plus(pause)));
    }
  }

  private void fillTheShelves(List<Invoice> next) {
    var demand = new ConcurrentHashMap<String, Integer>();
    next.forEach(
        invoice ->
            invoice.quantities().forEach((sku, units) -> demand.merge(sku, units, Math::addExact)));
    new Shelves(shop, demand, "traffic-" + run + "-" + placed, SHORT_PERCENT).fill(next);
  }

  /** Whether there will be more to do to it. */
  private boolean goesOn(Open order) {
    return switch (orders.status(order.id())) {
      case "PICKING" -> inPicking(order);
      case "SHIPPED" -> onItsWay(order);
      case "DELIVERED" -> there(order);
      case "CANCELLED", "PARTLY_RETURNED", "RETURNED" -> false;
      default -> true; // not there yet; the shop's word for it does not matter here
    };
  }

  private boolean inPicking(Open order) {
    return switch (order.course()) {
      case STAYS -> false;
      case IS_CANCELLED -> {
        orders.askToCancel(order.id(), "ordered by mistake");
        yield false;
      }
      case IS_SENT, ARRIVES, COMES_BACK -> {
        orders.dispatch(order.id());
        yield order.course() != Course.IS_SENT;
      }
    };
  }

  private boolean onItsWay(Open order) {
    if (order.course() == Course.ARRIVES || order.course() == Course.COMES_BACK) {
      orders.arrive(order.id());
    }
    return order.course() == Course.COMES_BACK;
  }

  private boolean there(Open order) {
    if (order.course() == Course.COMES_BACK) {
      var line = order.invoice().quantities().entrySet().iterator().next();
      orders.takeBackFor(order.id(), "traffic", Map.of(line.getKey(), line.getValue()));
    }
    return false;
  }

  @Override
  public void close() {
    shop.close();
  }
}
