package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * docs/metrics.md is what is exported to Prometheus, and so is all that rules and dashboard ask.
 */
class MetricsIT extends PlatformForTests {
  private static final String OURS = "daybook_";

  @Test
  void the_document_names_what_is_exported_with_its_labels_and_nothing_else() throws IOException {
    var exported = scrapeAfterSomeOrders().families();
    exported.keySet().removeIf(name -> !name.startsWith(OURS));
    var documented = Observability.documented("Of ours");
    assertThat(documented.keySet()).containsAll(exported.keySet());
    documented.forEach(
        (name, row) -> {
          if (exported.containsKey(name)) {
            assertThat(row.labels()).as(name).containsAll(exported.get(name));
          } else {
            assertThat(row.later()).as(name + " is documented and not exported").isTrue();
          }
        });
  }

  @Test
  void all_that_rules_and_dashboard_ask_for_is_exported() throws IOException {
    var there = new TreeSet<>(scrapeAfterSomeOrders().names());
    there.addAll(Observability.documented("Only with Kafka").keySet());
    for (var section : new String[] {"Of ours", "Of others"}) {
      Observability.documented(section)
          .forEach(
              (name, row) -> {
                if (row.later()) {
                  for (var part : new String[] {"", "_count", "_sum", "_max"}) {
                    there.add(name + part);
                  }
                }
              });
    }
    assertThat(there).containsAll(Observability.asked());
  }

  @Test
  void an_order_more_is_no_series_more() {
    var sku = product("SERIES-", "5.00", 100);
    for (int i = 0; i < 3; i++) {
      awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    }
    var before = seriesOfOurs();
    for (int i = 0; i < 3; i++) {
      awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    }
    assertThat(seriesOfOurs())
        .as("only types of commands that had not been sent before, such as a snapshot's")
        .isLessThan(before + 50);
    assertThat(scrape().samples().toString())
        .doesNotContain(sku)
        .doesNotContainPattern("order-[0-9a-f]{8}-");
  }

  private long seriesOfOurs() {
    return scrape().series(OURS);
  }

  /** One that arrives and one that is declined. */
  private Exposition scrapeAfterSomeOrders() {
    var sku = product("SEEN-", "5.00", 10);
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    awaitStatus(place("tok_declined", Map.of(sku, 1)), "CANCELLED");
    return scrape();
  }

  private Exposition scrape() {
    return Exposition.parse(exchange("GET", "/actuator/prometheus", "").body());
  }
}
