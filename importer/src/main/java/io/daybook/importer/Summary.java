package io.daybook.importer;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the import came to, for a person to read. */
record Summary(Map<InvoiceLine, Fate> fates, Map<String, Long> orders, Map<String, Long> refusals) {
  private static final int IDS_PER_QUERY = 10;

  static Summary of(Map<InvoiceLine, Fate> fates, List<String> placed, ShopClient shop) {
    var statuses = new TreeMap<String, Long>();
    var refusals = new TreeMap<String, Long>();
    for (int from = 0; from < placed.size(); from += IDS_PER_QUERY) {
      var ids = placed.subList(from, Math.min(from + IDS_PER_QUERY, placed.size()));
      var query = new StringBuilder("{");
      for (int i = 0; i < ids.size(); i++) {
        query.append(
            "o%d: order(id: \"%s\") {status cancellationReason} ".formatted(i, ids.get(i)));
      }
      shop.query(query.append('}').toString())
          .forEach(
              order -> {
                statuses.merge(order.path("status").asString(""), 1L, Long::sum);
                var reason = order.path("cancellationReason").asString("");
                if (!reason.isEmpty()) {
                  refusals.merge(reason.replaceFirst(" [0-9][0-9A-Z]*$", " …"), 1L, Long::sum);
                }
              });
    }
    return new Summary(fates, statuses, refusals);
  }

  void print(PrintStream out) {
    var kinds = count(fate -> fate.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    out.printf("%n%,d lines: %s%n", fates.size(), kinds);
    out.println("Lines left out, and why:");
    count(fate -> fate instanceof Fate.Left left ? left.reason() : "")
        .forEach((reason, lines) -> print(out, reason, lines));
    out.printf("%,d orders by status:%n", orders.values().stream().mapToLong(n -> n).sum());
    orders.forEach((status, number) -> print(out, status, number));
    out.println("Orders cancelled, and why:");
    refusals.forEach((reason, number) -> print(out, reason, number));
  }

  private TreeMap<String, Long> count(Function<Fate, String> by) {
    return fates.values().stream()
        .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
  }

  private static void print(PrintStream out, String what, long number) {
    if (!what.isEmpty()) {
      out.printf("  %,7d  %s%n", number, what);
    }
  }
}
