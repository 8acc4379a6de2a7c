package io.daybook.app.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators are told before they decide, and what a fulfilment waits for. */
class PreviewIT extends OutsideForTests {
  private static final String PREVIEW = "/api/operations/fulfilments/preview";

  @Test
  void what_would_follow_is_told_and_nothing_is_done() {
    var order = parkedAtCapture();
    assertThat(steps(preview(Map.of("orders", List.of(order), "decision", "RESUME"))))
        .containsExactly(
            "AT_ONCE CAPTURE_PAYMENT [\"CapturePayment\"]",
            "THEN CONFIRM_ORDER [\"ConfirmOrder\"]",
            "THEN START_PICKING [\"StartPicking\"]");
    var skip =
        preview(Map.of("orders", List.of(order), "decision", "SKIP", "action", "CAPTURE_PAYMENT"));
    assertThat(steps(skip)).contains("IF_DONE REFUND_PAYMENT [\"RefundPayment\"]");
    assertThat(skip.path("aboutMoney").asBoolean()).isTrue();
    assertThat(steps(preview(Map.of("orders", List.of(order), "decision", "CANCEL"))))
        .endsWith("THEN CANCEL_ORDER [\"CancelOrder\"]");
    assertThat(parked(order)).hasSize(1);
    assertThat(status(order)).isEqualTo("TAKING_PAYMENT");
    post("/api/operations/fulfilments/" + order + "/resume", Map.of());
    awaitStatus(order, "PICKING");
  }

  @Test
  void what_would_be_refused_says_why() {
    var order = parkedAtCapture();
    var other =
        preview(Map.of("orders", List.of(order), "decision", "SKIP", "action", "BOOK_CARRIER"));
    assertThat(other.path("refused").asString()).contains("is not parked");
    assertThat(other.path("follows")).isEmpty();
    post("/api/operations/fulfilments/" + order + "/resume", Map.of());
    awaitStatus(order, "PICKING");
    var resumed = preview(Map.of("orders", List.of(order), "decision", "RESUME"));
    assertThat(resumed.path("refused").asString()).contains("Nothing of this fulfilment is parked");
    var nowhere = "order-00000000-0000-0000-0000-000000000000";
    var unknown = preview(Map.of("orders", List.of(nowhere), "decision", "CANCEL"));
    assertThat(unknown.path("goesOn").asBoolean()).isFalse();
  }

  @Test
  void an_action_is_named_when_it_is_given_up_and_only_then() {
    var nowhere = List.of("order-00000000-0000-0000-0000-000000000000");
    var unnamed = preview(Map.of("orders", nowhere, "decision", "SKIP"));
    assertThat(unnamed.path("refused").asString()).contains("names the action");
    var named = Map.of("orders", nowhere, "decision", "CANCEL", "action", "BOOK_CARRIER");
    assertThat(preview(named).path("refused").asString()).contains("names the action");
    assertThat(post(PREVIEW, Map.of("orders", List.of(), "decision", "CANCEL")).status())
        .isEqualTo(400);
  }

  @Test
  void what_is_waited_for_and_until_when_is_told_while_it_goes_on() {
    var order = place("tok_visa", Map.of(product("PVW-", "3.00", 10), 1));
    awaitStatus(order, "PICKING");
    var standing =
        await()
            .until(
                () -> standing(order), one -> one.path("awaited").asString().equals("SHIP_ORDER"));
    assertThat(standing.path("undoing").asBoolean()).isFalse();
    assertThat(Instant.parse(standing.at("/deadline/dueAt").asString())).isAfter(Instant.now());
    var parked = parkedAtCapture();
    assertThat(standing(parked).path("awaited").asString()).isEqualTo("CAPTURE_PAYMENT");
    assertThat(standing(parked).path("deadline").isNull()).isTrue();
    post("/api/operations/fulfilments/" + parked + "/resume", Map.of());
    var nowhere = "order-00000000-0000-0000-0000-000000000000";
    assertThat(send("GET", "/api/operations/fulfilments/" + nowhere + "/standing", "").status())
        .isEqualTo(404);
  }

  private JsonNode standing(String order) {
    return send("GET", "/api/operations/fulfilments/" + order + "/standing", "").body();
  }

  private JsonNode preview(Map<String, ?> asked) {
    var answer = post(PREVIEW, asked);
    assertThat(answer.status()).as("" + answer.body()).isEqualTo(200);
    return answer.body().path("previews").path(0);
  }

  private static List<String> steps(JsonNode preview) {
    return preview
        .path("follows")
        .valueStream()
        .map(
            one ->
                one.path("when").asString()
                    + " "
                    + one.path("action").asString()
                    + " "
                    + one.path("commands"))
        .toList();
  }

  private String parkedAtCapture() {
    fail("payments.capture", Kind.ERROR, null);
    var order = place(token, Map.of(product("PVW-", "3.00", 10), 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    everythingWorksAgain();
    return order;
  }
}
