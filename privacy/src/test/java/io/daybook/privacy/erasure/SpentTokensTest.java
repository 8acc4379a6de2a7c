package io.daybook.privacy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.privacy.Keys;
import io.daybook.privacy.KeysInMemory;
import io.daybook.schema.order.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A token is kept no longer than the call that needs it. */
class SpentTokensTest {
  private static final String ONE = "calls:2026-11-29T01:00:00Z";
  private static final String TWO = "calls:2026-11-29T02:00:00Z";

  private final KeysInMemory table = new KeysInMemory();
  private final Keys keys = table.keys();
  private Instant openBefore = Instant.MAX;

  SpentTokensTest() {
    table.have("customer:ada");
    table.have(ONE);
    table.have(TWO);
  }

  private final class Orders implements CustomerOrders {
    @Override
    public List<Ordered> of(CustomerId customer) {
      throw new AssertionError("Nobody asks for " + customer);
    }

    @Override
    public boolean mayStillBePaid(Instant placedBefore) {
      return placedBefore.isAfter(openBefore);
    }
  }

  private void eraseAt(String now) {
    var clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    new SpentTokens(keys, new Orders(), clock).erase();
  }

  @Test
  void the_key_of_an_hour_goes_a_little_after_the_hour_and_no_other_key_does() {
    eraseAt("2026-11-29T02:04:00Z");
    assertThat(keys.idsOf(ONE)).hasSize(1);
    eraseAt("2026-11-29T02:06:00Z");
    assertThat(keys.idsOf(ONE)).isEmpty();
    assertThat(keys.idsOf(TWO)).hasSize(1);
    assertThat(keys.idsOf("customer:ada")).hasSize(1);
  }

  @Test
  void a_payment_that_has_no_answer_keeps_the_key_of_its_hour() {
    openBefore = Instant.parse("2026-11-29T01:30:00Z");
    eraseAt("2026-11-29T09:00:00Z");
    assertThat(keys.idsOf(ONE)).hasSize(1);
    openBefore = Instant.MAX;
    eraseAt("2026-11-29T09:00:00Z");
    assertThat(keys.idsOf(ONE)).isEmpty();
    assertThat(keys.idsOf(TWO)).isEmpty();
  }
}
