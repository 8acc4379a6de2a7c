package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.projection.PoisonForTests;
import io.daybook.web.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What operators decide about dead letters is in the log, with their names. A discarded letter
 * leaves a gap in a read model, so no other class uses this platform afterwards.
 */
@DirtiesContext
class DeadLetterActsIT extends PoisonForTests {
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final String TABLE = "order_history_v2.order_summary";

  @Test
  void who_retries_and_who_discards() {
    refuse(TABLE, "customer_id <> '" + mallory + "'");
    placeFor(mallory, product("DEAD-", "3.00", 5));
    var letter = awaitLettersUpTo("OrderPlaced").getFirst();
    var acts = new LoggedActs(jdbc);
    var before = acts.head();
    assertThat(post(letter(letter) + "/retry", Map.of(), AS_OPERATOR).status()).isEqualTo(200);
    assertThat(post(ORDERS + "/dead-letters/retry", Map.of(), AS_OPERATOR).status()).isEqualTo(200);
    var discarded = letter(letter) + "?reason=a+test";
    assertThat(send("DELETE", discarded, "", AS_OPERATOR).status()).isEqualTo(204);
    accept(TABLE);
    post(ORDERS + "/dead-letters/retry", Map.of());
    var decided =
        acts.after(before).stream()
            .filter(act -> act.path("type").asString().equals("DeadLettersDecided"))
            .limit(3)
            .toList();
    assertThat(decided)
        .extracting(act -> act.path("payload").path("decision").asString())
        .containsExactly("RETRY", "RETRY", "DISCARD");
    assertThat(decided)
        .extracting(act -> act.path("payload").path("letter").asString())
        .containsExactly(letter.path("id").asString(), "", letter.path("id").asString());
    decided.forEach(act -> LoggedActs.assertDecidedBy("ops", act));
  }
}
