package io.daybook.console.order;

import io.daybook.console.api.Api;
import io.daybook.console.api.ApiRefused;
import io.daybook.console.api.Contract;
import io.daybook.console.api.Rights;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Asks the API for what the page of an order shows: in one question over GraphQL; of now also what
 * only REST has.
 */
@Component
final class OrderReader {
  private static final String ADDRESS = "PUT /api/orders/{id}/address";
  private static final String CANCELLATION = "POST /api/orders/{id}/cancellation";
  private static final String STANDING = "GET /api/operations/fulfilments/{orderId}/standing";
  private static final String RETURNS = "POST /api/orders/{id}/returns";

  private final Api api;
  private final Contract contract;
  private final OutsideReader outside;
  private final HistoryReader histories;

  OrderReader(Api api, Contract contract, OutsideReader outside, HistoryReader histories) {
    this.api = api;
    this.contract = contract;
    this.outside = outside;
    this.histories = histories;
  }

  private record Positions(@Nullable Positioned order) {}

  private record Positioned(long position) {}

  private record LastStep(OrderAnswer.@Nullable Diff orderDiff) {}

  /** The position of the last event of an order that was known at an instant. */
  long positionAt(String id, Instant time) {
    var found = api.ask("moment", Map.of("id", id, "asOf", time.toString()), Positions.class);
    if (found.order() == null) {
      throw ApiRefused.missing("order " + id + " at " + time);
    }
    return found.order().position();
  }

  /**
   * The screen.
   *
   * @param at a position of the log; null for now
   * @param refused why a command for the order was refused
   */
  OrderScreen read(String id, @Nullable Long at, @Nullable ApiRefused refused) {
    var rights = contract.rights();
    var answer = ask(id, at, rights);
    var order = answer.order();
    if (order == null) {
      throw ApiRefused.missing("order " + id);
    }
    var timeline = answer.orderTimeline();
    var events =
        timeline == null
            ? new HistoryReader.Events(List.of(), true)
            : histories.read(id, timeline, rights.maySee("TimelineEntry.actor"));
    var history = timeline == null ? History.none(id) : History.of(id, events, at);
    var diff = answer.orderDiff();
    if (at == null && rights.maySee("Query.orderDiff")) {
      diff = lastStep(id, order.position());
    }
    return new OrderScreen(
        order,
        at,
        history,
        diff == null ? List.of() : diff.changes(),
        timeline == null ? List.of() : Stage.after(events.all().subList(0, history.index() + 1)),
        at == null ? answer.fulfilment() : null,
        at == null ? standing(id, answer.fulfilment(), rights) : null,
        at == null ? outside.read(id, rights) : Outside.NONE,
        at == null ? actions(id, rights) : OrderScreen.Actions.NONE,
        refused,
        UUID.randomUUID().toString());
  }

  /** What is waited for, while something is; another role of the platform answers. */
  private OrderAnswer.@Nullable Standing standing(
      String id, OrderAnswer.@Nullable Fulfilment fulfilment, Rights rights) {
    if (fulfilment == null || fulfilment.isOver() || !rights.mayDo(STANDING)) {
      return null;
    }
    try {
      return Api.as(
          api.get(STANDING.substring("GET ".length()).replace("{orderId}", id)),
          OrderAnswer.Standing.class);
    } catch (ApiRefused _) {
      return null; // it has ended meanwhile, or nobody is there who knows
    }
  }

  private OrderAnswer ask(String id, @Nullable Long at, Rights rights) {
    var asked = new HashMap<String, Object>();
    asked.put("id", id);
    asked.put("history", rights.maySee("Query.orderTimeline"));
    asked.put("diff", at != null && rights.maySee("Query.orderDiff"));
    asked.put("fulfilment", rights.maySee("Query.fulfilment"));
    asked.put("parked", rights.maySee("Fulfilment.parked"));
    asked.put("staff", rights.maySee("TimelineEntry.actor"));
    asked.put("before", Map.of("atPosition", at == null ? 0 : Math.max(0, at - 1)));
    if (at != null) {
      asked.put("at", at);
      asked.put("to", Map.of("atPosition", at));
    }
    return api.ask("order", asked, OrderAnswer.class);
  }

  /** What is now was made by the last event, whose position is known when the order is. */
  private OrderAnswer.@Nullable Diff lastStep(String id, long position) {
    var asked =
        Map.of(
            "id",
            id,
            "before",
            Map.of("atPosition", Math.max(0, position - 1)),
            "to",
            Map.of("atPosition", position));
    return api.ask("diff", asked, LastStep.class).orderDiff();
  }

  /**
   * The page of the API says what may be asked for next; it is read by who may ask for anything.
   */
  private OrderScreen.Actions actions(String id, Rights rights) {
    var causes = rights.maySee("Query.causalTree");
    if (!rights.mayDo(ADDRESS) && !rights.mayDo(CANCELLATION) && !rights.mayDo(RETURNS)) {
      return new OrderScreen.Actions(false, false, false, causes);
    }
    JsonNode links = api.get("/api/orders/" + id).path("links");
    return new OrderScreen.Actions(
        rights.mayDo(CANCELLATION) && links.has("cancel"),
        rights.mayDo(ADDRESS) && links.has("changeAddress"),
        rights.mayDo(RETURNS) && links.has("returns"),
        causes);
  }
}
