package io.daybook.app.console;

import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.util.HashMap;
import java.util.Map;

/** Orders, and what their pages are compared with. */
abstract class ConsoleOrderForTests extends PlatformForTests {

  /** An order that is being picked, and is so in all read models of its page. */
  protected String picked(String prefix) {
    var order = place("tok_visa", Map.of(product(prefix, "3.00", 10), 2));
    awaitStatus(order, "PICKING");
    await()
        .until(
            () ->
                !query("{fulfilment(orderId: \"" + order + "\") {phase}}")
                    .path("fulfilment")
                    .isNull());
    return order;
  }

  protected String sku(String order) {
    return query("{order(id: \"" + order + "\") {lines {sku}}}")
        .at("/order/lines/0/sku")
        .asString();
  }

  /** The position of each event of an order, by its type. */
  protected Map<String, Long> moments(String order) {
    var found = new HashMap<String, Long>();
    await()
        .until(
            () -> {
              query(
                      "{orderTimeline(orderId: \"%s\") {edges {node {type position}}}}"
                          .formatted(order))
                  .at("/orderTimeline/edges")
                  .forEach(
                      edge ->
                          found.put(
                              edge.at("/node/type").asString(),
                              edge.at("/node/position").asLong()));
              return found.containsKey("PickingStarted") || found.containsKey("OrderCancelled");
            });
    return found;
  }
}
