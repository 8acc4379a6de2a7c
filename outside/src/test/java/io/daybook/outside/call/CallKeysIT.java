package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.outside.IdempotencyKey;
import io.daybook.runtime.KeptEvents;
import io.daybook.schema.SchemaJson;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** How old the key of a call is, and how it gets another one. */
class CallKeysIT {
  private static final Instant ASKED = Instant.parse("2026-11-20T17:00:00Z");
  private static final Duration LEASE = Duration.ZERO;

  private final OrderId order = new OrderId(UUID.randomUUID());
  private final PaymentId payment = new PaymentId(order);
  private final IdempotencyKey key = IdempotencyKey.of(payment, "capture");
  private final CallTable table;
  private final CallKeyTable keys;
  private final ParkedCallTable parked;

  CallKeysIT() {
    var database = PostgresForTests.newDatabase();
    DataSource dataSource = PostgresForTests.connectionsTo(database);
    var serializer =
        Jackson3Serializer.builder()
            .revisionResolver(new AnnotationRevisionResolver())
            .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(SchemaJson.moneyModule()))
            .build();
    table = new CallTable(dataSource, serializer, new KeptEvents(serializer));
    keys = new CallKeyTable(dataSource, table);
    parked = new ParkedCallTable(dataSource, table);
    var page = List.of(new NewCallTable.Asked(kind(), asked(), false));
    assertThat(new NewCallTable(dataSource, serializer, table).add(page, UnderWay.LEASE)).isEmpty();
  }

  @Test
  void a_key_is_as_old_as_the_event_that_asked_for_the_call() {
    var first = claim();
    assertThat(first.past()).isEqualTo(new Past(key, 1, ASKED, null, false));
    assertThat(first.past().key()).isEqualTo(key);
    var second = claim();
    assertThat(second.past().since()).isEqualTo(ASKED);
    assertThat(second.past().last()).isAfter(ASKED);
  }

  @Test
  void a_fresh_key_is_stored_before_it_is_used_and_is_the_same_after_a_crash() {
    var fresh = keys.attempt(claim()).renew();
    assertThat(fresh.generation()).isEqualTo(2);
    assertThat(fresh.key()).isNotEqualTo(key);
    var afterTheCrash = claim().past();
    assertThat(afterTheCrash.key()).isEqualTo(fresh.key());
    assertThat(afterTheCrash.since()).isEqualTo(fresh.since());
    assertThat(afterTheCrash.last()).isNotNull();
  }

  @Test
  void of_two_attempts_at_once_one_gets_a_fresh_key() {
    var stalled = claim();
    var other = claim();
    assertThatThrownBy(() -> keys.attempt(stalled).renew())
        .isInstanceOf(IllegalStateException.class);
    keys.attempt(other).renew();
    assertThatThrownBy(() -> keys.attempt(other).renew()).isInstanceOf(IllegalStateException.class);
    assertThat(claim().past().generation()).isEqualTo(2);
  }

  @Test
  void a_spent_key_is_known_until_it_is_replaced() {
    var call = claim();
    keys.spend(call);
    var next = claim();
    assertThat(next.past().spent()).isTrue();
    assertThat(next.past().mustAsk(Duration.ofDays(3650), Instant.now())).isTrue();
    keys.attempt(next).renew();
    keys.spend(call); // of the key before
    assertThat(claim().past().spent()).isFalse();
  }

  @Test
  void what_was_refused_goes_on_under_a_fresh_key_when_it_is_resumed() {
    parked.park(claim(), "no", true, false, null);
    assertThat(table.claim(Port.PAYMENT, 1, LEASE)).isEmpty();
    parked.resume(order, FulfilmentAction.CAPTURE_PAYMENT);
    assertThat(claim().past().generation()).isEqualTo(2);
  }

  @Test
  void what_was_parked_unanswered_keeps_its_key() {
    parked.park(claim(), "no answer", false, true, null);
    parked.resume(order, FulfilmentAction.CAPTURE_PAYMENT);
    assertThat(claim().past().key()).isEqualTo(key);
  }

  @Test
  void an_earlier_call_is_found_by_its_key() {
    var attempt = keys.attempt(claim());
    assertThat(attempt.earlier(key).orElseThrow().intent()).isEqualTo(asked().getPayload());
    assertThat(attempt.earlier(IdempotencyKey.of(payment, "authorize"))).isEmpty();
  }

  private Call claim() {
    return table.claim(Port.PAYMENT, 1, LEASE).getFirst();
  }

  private EventMessage<PaymentCaptureRequested> asked() {
    var event = new PaymentCaptureRequested(payment, order, Money.parse("GBP 3.00"), "pi_1");
    return new GenericEventMessage<>(
        new GenericMessage<>("id", event, MetaData.emptyInstance()), () -> ASKED);
  }

  private CallKind<PaymentCaptureRequested> kind() {
    return new CallKind<>(
        PaymentCaptureRequested.class,
        Port.PAYMENT,
        FulfilmentAction.CAPTURE_PAYMENT,
        true,
        _ -> key,
        (_, _) -> Optional.empty(),
        (_, _) -> Optional.empty());
  }
}
