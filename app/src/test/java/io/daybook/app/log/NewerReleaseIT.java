package io.daybook.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.reconciliation.ReconciliationForTests;
import io.daybook.projection.Generation;
import io.daybook.projection.ReadModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/** What an older release does with events of types that only a newer one knows: nothing. */
@DirtiesContext
class NewerReleaseIT extends ReconciliationForTests {
  private static final String TYPE = "io.daybook.schema.order.OrderGiftWrapped";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The log is append only, so this is the last that its context can do. */
  @Test
  void no_projection_saga_policy_or_ledger_goes_past_an_event_of_an_unknown_type() {
    var order = picking(product("A-", "3.00", 5));
    var posted = reconcile().path("position").asLong();
    var position = append("gift-" + UUID.randomUUID());
    place(token, Map.of(product("B-", "3.00", 5), 1));
    var stuck =
        Stream.concat(
                Arrays.stream(ReadModel.values())
                    .map(model -> new Generation(model, 1).processor()),
                Stream.of("OrderFulfilmentSagaProcessor", "outside-calls", "return-policy"))
            .toList();
    stuck.forEach(follower -> await().atMost(PATIENCE).until(() -> waits(follower)));
    for (var projection : stuck) {
      assertThat(positionOf(projection)).as(projection).isLessThan(position);
    }
    assertThat(count("select count(*) from dead_letter.letter")).isZero();
    var report = reconcile();
    assertThat(report.path("outcome").asString()).isEqualTo("FAILED");
    assertThat(report.path("failure").asString()).contains(TYPE);
    assertThat(report.path("books").isEmpty()).isTrue();
    assertThat(count("select posted_to from reconciliation.ledger"))
        .isBetween(posted, position - 1);
    assertThat(status(order)).isEqualTo("PICKING");
    assertNobodyDecidesOn(order);
  }

  /** The command passes: it is to be sent again, to a process of the newer release. */
  private void assertNobodyDecidesOn(String order) {
    append(order);
    var events = count("select count(*) from event_log.domain_event");
    var answer = post("/api/orders/" + order + "/cancellation", Map.of("reason", "too late"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.body().path("detail").asString()).contains("newer release");
    assertThat(count("select count(*) from event_log.domain_event")).isEqualTo(events);
  }

  /**
   * It has met the event and let go of its segments; it claims them again for a moment at times.
   */
  private boolean waits(String projection) {
    return count(
            "select count(owner) from event_log.token_entry where processor_name = '%s'"
                .formatted(projection))
        == 0;
  }

  private long positionOf(String projection) {
    return count(
        """
        select max(((token::json) ->> 'globalIndex')::bigint)
          from event_log.token_entry where processor_name = '%s'
        """
            .formatted(projection));
  }

  private long count(String sql) {
    return jdbc.queryForObject(sql, Long.class);
  }

  /** A node of the newer release appends. */
  private long append(String stream) {
    return jdbc.queryForObject(
        """
        insert into event_log.domain_event
        select max(position) + 1, s, coalesce(max(version) filter (where stream = s), -1) + 1, 'Gift',
               gen_random_uuid()::text, now(), ?, '1', '{}', '{}'
          from event_log.domain_event, (select ?::text) as of(s) group by s
        returning position
        """,
        Long.class,
        TYPE,
        stream);
  }
}
