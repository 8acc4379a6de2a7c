package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.runtime.CommandSender;
import io.daybook.runtime.KeptEvents;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.SchemaJson;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.shipping.BookCarrier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.test.saga.SagaTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the shell does that the pure fulfilment cannot: hold, park, and go on in order. */
class OrderFulfilmentSagaTest {
  private static final OrderId ORDER = new OrderId(UUID.randomUUID());
  private static final Sku TEA = new Sku("TEA");
  private static final Money TOTAL = Money.parse("GBP 4.00");
  private static final OrderPlaced PLACED =
      new OrderPlaced(
          ORDER,
          new CustomerId("ada"),
          List.of(new OrderLine(TEA, 1, TOTAL)),
          TOTAL,
          new Address("Ada", "Street", "London", "SW1", "GB"),
          new PaymentToken("tok_visa"),
          Instant.EPOCH);
  private static final PaymentAuthorized AUTHORIZED =
      new PaymentAuthorized(new PaymentId(ORDER), ORDER, TOTAL, "pi_1");

  /** Without a SKU, which no code of ours expects. */
  private static final StockReserved POISON = new StockReserved(null, ORDER, 1);

  private static final FulfilmentResumed RESUMED =
      new FulfilmentResumed(new FulfilmentId(ORDER), ORDER, FulfilmentAction.FOLLOW_EVENT);

  private final SagaTestFixture<OrderFulfilmentSaga> fixture =
      new SagaTestFixture<>(OrderFulfilmentSaga.class);
  private final List<Object> sent = new ArrayList<>();
  private final List<String> waited = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private boolean refusing;

  @BeforeEach
  void wire() {
    var bus = SimpleCommandBus.builder().build();
    for (var command :
        List.of(
            AuthorizePayment.class,
            ReserveStock.class,
            BookCarrier.class,
            UnparkFulfilment.class,
            ParkFulfilment.class)) {
      var unused =
          bus.subscribe(
              command.getName(),
              message -> {
                sent.add(message.getPayload());
                if (refusing && command != ParkFulfilment.class) {
                  throw DomainRejection.ofState("no", "NOW", "not now");
                }
                return 0L;
              });
    }
    var gateway = DefaultCommandGateway.builder().commandBus(bus).build();
    fixture.registerResource(new CommandSender(gateway));
    fixture.registerResource(new FulfilmentMeters(meters));
    fixture.registerResource(new RecordedWaits());
    fixture.registerResource(
        new FulfilmentProperties(
            Duration.ofMinutes(5), Duration.ofDays(3), Duration.ofDays(14), Duration.ofSeconds(1)));
    fixture.registerResource(
        new KeptEvents(
            Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(SchemaJson.moneyModule()))
                .build()));
  }

  @Test
  void an_event_with_which_we_have_a_bug_parks_this_order_and_holds_what_comes_later() {
    fixture
        .givenAPublished(PLACED)
        .andThenAPublished(AUTHORIZED)
        .andThenAPublished(POISON)
        .whenPublishingA(new StockReserved(TEA, ORDER, 1));
    assertThat(sent)
        .hasExactlyElementsOfTypes(
            AuthorizePayment.class, ReserveStock.class, ParkFulfilment.class);
    assertThat(((ParkFulfilment) sent.getLast()).action()).isEqualTo(FulfilmentAction.FOLLOW_EVENT);
  }

  @Test
  void resumed_with_the_same_bug_it_is_parked_again_and_the_order_of_events_is_kept() {
    fixture
        .givenAPublished(PLACED)
        .andThenAPublished(AUTHORIZED)
        .andThenAPublished(POISON)
        .andThenAPublished(new StockReserved(TEA, ORDER, 1))
        .whenPublishingA(RESUMED);
    assertThat(sent)
        .hasExactlyElementsOfTypes(
            AuthorizePayment.class, ReserveStock.class, ParkFulfilment.class, ParkFulfilment.class);
  }

  @Test
  void a_command_that_is_refused_parks_the_action_and_is_sent_again_when_resumed() {
    refusing = true;
    var given = fixture.givenAPublished(PLACED).andThenAPublished(AUTHORIZED);
    var parked = (ParkFulfilment) sent.getLast();
    assertThat(parked.action()).isEqualTo(FulfilmentAction.RESERVE_STOCK);
    assertThat(parked.reason()).contains("rule no");
    refusing = false;
    given.whenPublishingA(
        new FulfilmentResumed(new FulfilmentId(ORDER), ORDER, FulfilmentAction.RESERVE_STOCK));
    assertThat(sent.getLast()).isInstanceOf(ReserveStock.class);
  }

  @Test
  void one_deadline_runs_while_answers_come_and_anew_after_a_report() {
    var id = new FulfilmentId(ORDER);
    fixture
        .givenAPublished(PLACED)
        .andThenAPublished(AUTHORIZED)
        .whenPublishingA(new FulfilmentOverdue(id, ORDER, FulfilmentAction.AUTHORIZE_PAYMENT));
    assertThat(waited).containsExactly("begin AUTHORIZE_PAYMENT", "begin RESERVE_STOCK");
  }

  @Test
  void what_is_parked_has_no_deadline_until_it_is_resumed() {
    var id = new FulfilmentId(ORDER);
    var action = FulfilmentAction.RESERVE_STOCK;
    fixture
        .givenAPublished(PLACED)
        .andThenAPublished(AUTHORIZED)
        .andThenAPublished(new FulfilmentParked(id, ORDER, action, "no answer", 10))
        .whenPublishingA(new FulfilmentResumed(id, ORDER, action));
    assertThat(waited).containsExactly("begin AUTHORIZE_PAYMENT", "end", "begin " + action);
    assertThat(meters.counter("daybook.fulfilments.parked", "action", action.name()).count())
        .isEqualTo(1);
  }

  @Test
  void a_saga_that_goes_on_while_it_is_parked_has_its_deadline_again() {
    var id = new FulfilmentId(ORDER);
    fixture
        .givenAPublished(PLACED)
        .andThenAPublished(AUTHORIZED)
        .andThenAPublished(
            new FulfilmentParked(id, ORDER, FulfilmentAction.RESERVE_STOCK, "no answer", 5))
        .whenPublishingA(new StockReserved(TEA, ORDER, 1));
    assertThat(waited).containsExactly("begin AUTHORIZE_PAYMENT", "end", "begin BOOK_CARRIER");
    assertThat(sent).hasAtLeastOneElementOfType(UnparkFulfilment.class);
  }

  private final class RecordedWaits implements Waits {
    @Override
    public void begin(OrderId order, FulfilmentAction action, Duration patience) {
      waited.add("begin " + action);
    }

    @Override
    public void end(OrderId order) {
      waited.add("end");
    }
  }
}
