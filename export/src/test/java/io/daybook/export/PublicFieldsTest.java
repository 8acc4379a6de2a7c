package io.daybook.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looked at with the golden samples of all events, whose texts are all there are. */
class PublicFieldsTest {
  private static final Path SAMPLES = Path.of("../event-schema/src/test/resources/golden");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is left out, and somebody has looked at. */
  private static final Set<String> HIDDEN =
      Set.of(
          "recipient",
          "street",
          "city",
          "postalCode",
          "paymentToken",
          "reason",
          "name",
          "providerReference",
          "bookingReference",
          "trackingNumber",
          "reference",
          "receiptId",
          "subject",
          "ours",
          "theirs",
          "value",
          "host",
          "message",
          "about");

  @Test
  void every_text_of_every_event_is_either_shown_or_hidden_on_purpose() throws IOException {
    var texts = new TreeSet<String>();
    try (var samples = Files.list(SAMPLES)) {
      for (var sample : samples.toList()) {
        collect("", JSON.readTree(Files.readString(sample)), texts);
      }
    }
    assertThat(texts).hasSizeGreaterThan(20);
    var known = new TreeSet<>(PublicFields.TEXTS);
    known.addAll(HIDDEN);
    assertThat(known).containsAll(texts);
    assertThat(HIDDEN).doesNotContainAnyElementsOf(PublicFields.TEXTS);
  }

  private static void collect(String name, JsonNode value, Set<String> texts) {
    if (value.isString()) {
      texts.add(name);
    }
    value.properties().forEach(field -> collect(field.getKey(), field.getValue(), texts));
    if (value.isArray()) {
      value.forEach(element -> collect(name, element, texts));
    }
  }

  @Test
  void what_nobody_has_thought_of_is_left_out_wherever_it_stands() {
    var shown =
        PublicFields.of(
            JSON.readTree(
                """
                {"orderId": "order-1", "nickname": "Ada", "lines": [{"sku": "TEA", "quantity": 2, "note": "for Ada"}],
                 "deliveryAddress": {"recipient": "Ada", "country": "GB"}, "tags": ["Ada"], "urgent": true, "gone": null}
                """));
    assertThat(shown)
        .isEqualTo(
            JSON.readTree(
                """
                {"orderId": "order-1", "lines": [{"sku": "TEA", "quantity": 2}],
                 "deliveryAddress": {"country": "GB"}, "tags": [], "urgent": true, "gone": null}
                """));
  }
}
