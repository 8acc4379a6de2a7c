package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What is decided about what is known of people is in the log, with the names of who did it. */
@TestPropertySource(properties = "daybook.privacy.four-eyes=true")
class PrivacyActsIT extends PlatformForTests {
  private static final String[] AS_OFFICER = {"Authorization", bearer("officer", Role.PRIVACY)};
  private static final String[] AS_SECOND = {"Authorization", bearer("second", Role.PRIVACY)};
  private static final String ERASURES = "/api/privacy/erasures";

  private final String customer = "ada-" + UUID.randomUUID();

  @Test
  void a_hold_that_is_placed_and_lifted() {
    var before = acts().head();
    assertThat(send("PUT", "/api/privacy/holds/" + customer, "", AS_OFFICER).status())
        .isEqualTo(204);
    assertAct(before, "PLACE_HOLD", "officer");
    before = acts().head();
    assertThat(send("DELETE", "/api/privacy/holds/" + customer, "", AS_SECOND).status())
        .isEqualTo(204);
    assertAct(before, "LIFT_HOLD", "second");
  }

  @Test
  void an_erasure_that_is_asked_for_refused_and_confirmed() {
    cancelledOrder();
    var before = acts().head();
    var asked = ask();
    assertThat(asked.path("state").asString()).isEqualTo("ASKED");
    var act = assertAct(before, "ASK_ERASURE", "officer");
    assertThat(act.path("payload").path("erasureId")).isEqualTo(asked.path("id"));
    assertThat(act.toString()).as("its reason").doesNotContain("Zweigwort");

    before = acts().head();
    var refused = post(path(asked, "/refusal"), Map.of(), AS_SECOND);
    assertThat(refused.body().path("state").asString()).as("%s", refused).isEqualTo("REFUSED");
    assertAct(before, "REFUSE_ERASURE", "second");
    assertThat(post(path(asked, "/confirmation"), Map.of(), AS_SECOND).status()).isEqualTo(409);
    assertThat(post(path(asked, "/refusal"), Map.of(), AS_SECOND).status()).isEqualTo(409);

    var again = ask();
    before = acts().head();
    assertThat(post(path(again, "/confirmation"), Map.of(), AS_SECOND).status()).isEqualTo(202);
    assertAct(before, "CONFIRM_ERASURE", "second");
  }

  @Test
  void what_is_handed_out_and_keys_that_are_wrapped_anew() {
    cancelledOrder();
    var before = acts().head();
    var export = "/api/privacy/subjects/" + customer + "/export";
    assertThat(send("GET", export, "", AS_OFFICER).status()).isEqualTo(200);
    assertAct(before, "EXPORT", "officer");
    before = acts().head();
    assertThat(post("/api/privacy/master-key/rotation", Map.of(), AS_OFFICER).status())
        .isEqualTo(200);
    var act = acts().after(before).getFirst();
    assertThat(act.path("payload").path("decision").asString()).isEqualTo("WRAP_ANEW");
    LoggedActs.assertDecidedBy("officer", act);
  }

  @Test
  void what_is_asked_of_nobody_is_no_act() {
    var before = acts().head();
    assertThat(post(ERASURES, Map.of("customerId", customer), AS_OFFICER).status()).isEqualTo(404);
    var none = ERASURES + "/erasure-" + UUID.randomUUID();
    assertThat(post(none + "/refusal", Map.of(), AS_OFFICER).status()).isEqualTo(404);
    assertThat(
            send("GET", "/api/privacy/subjects/" + customer + "/export", "", AS_OFFICER).status())
        .isEqualTo(404);
    assertThat(acts().after(before)).isEmpty();
  }

  private void cancelledOrder() {
    var sku = product("ACT-", "3.00", 1);
    var order = new HashMap<>(order("tok_declined", Map.of(sku, 1)));
    order.put("customerId", customer);
    var placed = post("/api/orders", order, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(placed.status()).as("%s", placed).isEqualTo(201);
    awaitStatus(placed.body().path("orderId").asString(), "CANCELLED");
  }

  private JsonNode ask() {
    var body = Map.of("customerId", customer, "reason", "Zweigwort");
    var answer = post(ERASURES, body, AS_OFFICER);
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.body();
  }

  private static String path(JsonNode erasure, String then) {
    return ERASURES + "/" + erasure.path("id").asString() + then;
  }

  private LoggedActs acts() {
    return new LoggedActs(jdbc);
  }

  private JsonNode assertAct(long position, String decision, String who) {
    var acts = acts().after(position);
    assertThat(acts).hasSize(1);
    var act = acts.getFirst();
    assertThat(act.path("type").asString()).isEqualTo("PersonalDataDecided");
    assertThat(act.path("payload").path("decision").asString()).isEqualTo(decision);
    assertThat(act.path("payload").path("customerId").asString()).isEqualTo(customer);
    LoggedActs.assertDecidedBy(who, act);
    return act;
  }
}
