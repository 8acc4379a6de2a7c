package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.Part;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.ChangeDeliveryAddress;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.CustomTypeSafeMatcher;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For whom an order exists, and what is noted when somebody who works here acts for a customer. */
class OrderOwnershipTest {
  private static final OrderId ID = new OrderId(new UUID(1, 1));
  private static final CustomerId ADA = new CustomerId("ada");
  private static final Sku TEA = new Sku("TEA");
  private static final Address HOME = new Address("Ada", "Home", "London", "SW1", "GB");
  private static final Address AWAY = new Address("Ada", "Away", "London", "SW1", "GB");
  private static final Map<String, ?> AS_ADA = customer("ada");
  private static final Map<String, ?> AS_BOB = customer("bob");
  private static final Map<String, ?> AS_CLERK =
      Map.of(MetadataKeys.PRINCIPAL, "carla", MetadataKeys.ACTOR, "carla");
  private static final PlaceOrder PLACE =
      new PlaceOrder(
          ID,
          ADA,
          List.of(new OrderLine(TEA, 2, Money.parse("GBP 2.00"))),
          HOME,
          new PaymentToken("tok_visa"),
          Instant.EPOCH);
  private static final OrderPlaced PLACED = (OrderPlaced) Lines.place(PLACE).getFirst();

  private final AggregateTestFixture<OrderAggregate> fixture =
      new AggregateTestFixture<>(OrderAggregate.class);

  static List<Object> whatCustomersMayAsk() {
    return List.of(
        new ChangeDeliveryAddress(ID, AWAY),
        new RequestCancellation(ID, "changed my mind"),
        new ReturnLines(
            ID,
            new ReturnId(new UUID(2, 2)),
            List.of(new ReturnRequest(TEA, 1, Disposition.RESTOCK))));
  }

  @ParameterizedTest
  @MethodSource("whatCustomersMayAsk")
  void an_order_of_another_customer_is_refused_exactly_as_one_that_is_not(Object command) {
    assertThat(refusal(ordered(), command, AS_BOB))
        .isEqualTo(refusal(fixture.givenNoPriorActivity(), command, AS_BOB))
        .isEqualTo(ID.toString());
  }

  @Test
  void the_own_customer_changes_and_cancels() {
    ordered()
        .when(new ChangeDeliveryAddress(ID, AWAY), AS_ADA)
        .expectEvents(new DeliveryAddressChangeRequested(ID, 1, AWAY));
    ordered()
        .when(new RequestCancellation(ID, "no"), AS_ADA)
        .expectEvents(new OrderCancellationRequested(ID, "no"));
  }

  @Test
  void a_customer_places_orders_for_nobody_else() {
    fixture
        .givenNoPriorActivity()
        .when(PLACE, AS_BOB)
        .expectNoEvents()
        .expectException(DomainRejection.class)
        .expectExceptionMessage("customerId must be your own, because you are a customer");
    fixture.givenNoPriorActivity().when(PLACE, AS_ADA).expectEvents(PLACED);
  }

  @Test
  void who_works_here_acts_on_behalf_of_the_customer_and_the_customer_and_the_platform_do_not() {
    assertThat(onBehalfOf(fixture.givenNoPriorActivity(), PLACE, AS_CLERK)).containsOnly("ada");
    for (var command : whatCustomersMayAsk().subList(0, 2)) {
      assertThat(onBehalfOf(ordered(), command, AS_CLERK)).containsOnly("ada");
      assertThat(onBehalfOf(ordered(), command, AS_ADA)).containsOnlyNulls();
      assertThat(
              onBehalfOf(
                  ordered(), command, Map.of(MetadataKeys.PRINCIPAL, Part.SWEEPER.principal())))
          .containsOnlyNulls();
    }
  }

  private TestExecutor<OrderAggregate> ordered() {
    return fixture.given(PLACED);
  }

  private static String refusal(
      TestExecutor<OrderAggregate> given, Object command, Map<String, ?> metadata) {
    var told = new ArrayList<String>();
    given
        .when(command, metadata)
        .expectNoEvents()
        .expectException(
            new CustomTypeSafeMatcher<Throwable>("a failure") {
              @Override
              protected boolean matchesSafely(Throwable failure) {
                if (failure instanceof AggregateNotFoundException none) {
                  told.add("" + none.getAggregateIdentifier()); // all that the answer is made of
                }
                return true;
              }
            });
    return told.getFirst();
  }

  private static List<Object> onBehalfOf(
      TestExecutor<OrderAggregate> given, Object command, Map<String, ?> metadata) {
    var noted = new ArrayList<Object>();
    given
        .when(command, metadata)
        .expectSuccessfulHandlerExecution()
        .expectEventsMatching(
            new CustomTypeSafeMatcher<List<EventMessage<?>>>("events") {
              @Override
              protected boolean matchesSafely(List<EventMessage<?>> events) {
                events.forEach(
                    event -> noted.add(event.getMetaData().get(MetadataKeys.ON_BEHALF_OF)));
                return true;
              }
            });
    return noted;
  }

  private static Map<String, ?> customer(String name) {
    return Map.of(
        MetadataKeys.PRINCIPAL, name, MetadataKeys.ACTOR, name, MetadataKeys.ONLY_CUSTOMER, name);
  }
}
