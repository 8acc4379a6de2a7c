package io.daybook.app.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** Books of others that do not fit on one page, read over HTTP as they come. */
@DirtiesContext
class ReconciliationPagesIT extends ReconciliationForTests {
  private static final int PAGE_OF_PAYMENTS = 100;
  private static final int PAGE_OF_BOOKINGS = 200;

  @Test
  void all_pages_of_the_provider_and_the_carrier_are_compared() {
    var strays = new ArrayList<String>();
    for (int n = 0; n <= 2 * PAGE_OF_PAYMENTS; n++) {
      strays.add(provider("payment_intents", "amount=700&currency=gbp").path("id").asString());
    }
    for (int n = 0; n <= PAGE_OF_BOOKINGS; n++) {
      var booking = UUID.randomUUID().toString();
      carrier("PUT", booking);
      strays.add(booking);
    }
    var report = reconcile();
    assertThat(report.path("outcome").asString()).isEqualTo("COMPLETE");
    assertThat(report.path("discrepancies").valueStream().map(ReconciliationPagesIT::subject))
        .containsAll(strays);
  }

  @Test
  void all_pages_of_refunds_are_looked_through() {
    var order = picking(product("A-", "3.00", 5));
    var stray = provider("payment_intents", "amount=700&currency=gbp").path("id").asString();
    provider("payment_intents/" + stray + "/capture", "");
    var since = nextSecond();
    provider("refunds", "payment_intent=" + referenceOf(order)); // the last of the list
    for (int n = 0; n < PAGE_OF_PAYMENTS; n++) {
      provider("refunds", "amount=1&payment_intent=" + stray);
    }
    var reference = referenceOf(order);
    assertFound(reconcileSince(since), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
  }

  private static String subject(JsonNode finding) {
    return finding.path("subject").asString();
  }
}
