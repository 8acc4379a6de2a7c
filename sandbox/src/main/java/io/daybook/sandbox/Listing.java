package io.daybook.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lists as Stripe does (docs.stripe.com/api/pagination): the newest first, page by page. */
final class Listing {
  private static final int MAX = 100;

  private Listing() {}

  static Reply page(
      String url,
      Collection<ObjectNode> all,
      Map<String, String> query,
      UnaryOperator<ObjectNode> shown) {
    var limit = Math.min(MAX, Integer.parseInt(query.getOrDefault("limit", "10")));
    var after = query.get("starting_after");
    var within = CreatedBetween.of(query);
    var data = JsonMapper.shared().createArrayNode();
    var started = after == null;
    var more = false;
    for (var one : List.copyOf(all).reversed()) {
      if (started && within.has(one.path("created").asLong())) {
        if (data.size() == limit) {
          more = true;
          break;
        }
        data.add(shown.apply(one));
      }
      started |= one.path("id").asString().equals(after);
    }
    var page = JsonMapper.shared().createObjectNode().put("object", "list").put("url", url);
    page.put("has_more", more).set("data", data);
    return new Reply(200, page);
  }

  /** Clients write the list of what to expand as {@code expand[]} or {@code expand[0]}. */
  static boolean isAsked(Map<String, String> query, String field) {
    return query.entrySet().stream()
        .anyMatch(one -> one.getKey().startsWith("expand[") && one.getValue().equals(field));
  }
}
