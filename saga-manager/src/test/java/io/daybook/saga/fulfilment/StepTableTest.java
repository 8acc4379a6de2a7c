package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.Samples;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentAction.GivingUp;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.inventory.GoodsRestocked;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentRefundFailed;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** The table of steps has an entry for all that there is, and one only. */
class StepTableTest {

  /** Followed by the fulfilment wherever it is, or by the parcel's way after the last step. */
  private static final Set<Class<?>> OUTSIDE_THE_TABLE =
      Set.of(
          OrderPlaced.class,
          OrderCancellationRequested.class,
          OrderCancelled.class,
          OrderClosed.class,
          DeliveryAddressChangeRequested.class,
          DeliveryAddressChanged.class,
          CarrierRebooked.class,
          CarrierRebookingRefused.class,
          ShipmentDispatched.class,
          ShipmentDelivered.class);

  /** Told to others: nothing follows from them for the fulfilment. */
  private static final Set<Class<?>> NOT_FOLLOWED =
      Set.of(
          DeliveryAddressChangeRefused.class,
          OrderCancellationRejected.class,
          OrderShipped.class,
          OrderLinesReturned.class,
          PaymentRefundFailed.class,
          PickingCancellationRefused.class,
          FormerBookingCancelled.class,
          StockCommitted.class,
          GoodsRestocked.class);

  @Test
  void every_outcome_that_is_told_of_an_order_is_followed_in_one_place() {
    assertThat(eventsOfOrders()).hasSizeGreaterThan(30);
    for (var event : eventsOfOrders()) {
      var places = Collections.frequency(answers(), event);
      places += OUTSIDE_THE_TABLE.contains(event) ? 1 : 0;
      places += NOT_FOLLOWED.contains(event) ? 1 : 0;
      // A request is the first half of a step: its outcome is what is waited for.
      places += isRequest(event) ? 1 : 0;
      assertThat(places).as(event.getSimpleName()).isEqualTo(1);
    }
  }

  @Test
  void every_step_of_the_read_models_is_in_the_table_but_the_way_of_the_parcel() {
    assertThat(Arrays.stream(Step.values()).map(Step::fulfilmentStep))
        .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(FulfilmentStep.DELIVER)));
  }

  @Test
  void a_step_fails_in_the_read_models_by_what_it_fails_by_in_the_table() {
    for (var step : Step.values()) {
      for (var event : step.failure().events()) {
        assertThat(FulfilmentStep.failedBy((OrderRelated) Samples.of(event)))
            .hasValue(step.fulfilmentStep());
      }
    }
  }

  @Test
  void every_action_is_asked_for_by_one_entry_of_the_table_or_is_nobodys() {
    var outside =
        List.of(
            FulfilmentAction.CANCEL_ORDER,
            FulfilmentAction.SHIP_ORDER,
            FulfilmentAction.CLOSE_ORDER,
            FulfilmentAction.FOLLOW_EVENT,
            FulfilmentAction.REBOOK_CARRIER,
            FulfilmentAction.CANCEL_FORMER_BOOKING,
            FulfilmentAction.SETTLE_RETURN);
    var actions = new ArrayList<>(outside);
    for (var step : Step.values()) {
      actions.add(step.ask().action());
      undoOf(step).ifPresent(how -> actions.add(how.ask().action()));
    }
    assertThat(actions).containsExactlyInAnyOrder(FulfilmentAction.values());
  }

  @Test
  void what_goes_forward_is_undone_when_it_is_given_up_and_what_undoes_is_not() {
    for (var step : Step.values()) {
      assertThat(step.ask().action().givingUp()).isEqualTo(GivingUp.UNDOES_THE_ORDER);
      undoOf(step)
          .ifPresent(
              how ->
                  assertThat(how.ask().action().givingUp())
                      .isNotEqualTo(GivingUp.UNDOES_THE_ORDER));
    }
  }

  @Test
  void a_step_is_undone_line_by_line_if_it_is_done_so() {
    for (var step : Step.values()) {
      undoOf(step)
          .ifPresent(how -> assertThat(how.ask().perLine()).isEqualTo(step.ask().perLine()));
    }
  }

  @Test
  void what_is_undone_as_if_it_were_done_can_be_undone() {
    for (var step : Step.values()) {
      if (step.whenLate() instanceof WhenLate.LetGo
          || step.whenSkipped() instanceof WhenSkipped.AsIfDone) {
        assertThat(undoOf(step)).as(step.name()).isPresent();
      }
    }
  }

  private static Optional<Undo.Compensation> undoOf(Step step) {
    return switch (step.undo()) {
      case Undo.Compensation how -> Optional.of(how);
      case Undo.Nothing _ -> Optional.empty();
    };
  }

  /** All types of events that the table names. */
  private static List<Class<?>> answers() {
    var answers = new ArrayList<Class<?>>();
    for (var step : Step.values()) {
      answers.add(step.done());
      answers.addAll(step.failure().events());
      undoOf(step).ifPresent(how -> answers.add(how.done()));
    }
    return answers;
  }

  private static boolean isRequest(Class<?> event) {
    return event.getSimpleName().endsWith("Requested") && !OUTSIDE_THE_TABLE.contains(event);
  }

  /** Whatever is on the class path, but what operators decide and what reconciliation finds. */
  private static List<Class<?>> eventsOfOrders() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(OrderRelated.class));
    scanner.addExcludeFilter(new AssignableTypeFilter(FulfilmentEvent.class));
    scanner.addExcludeFilter(new AssignableTypeFilter(DiscrepancyEvent.class));
    return scanner.findCandidateComponents("io.daybook.schema").stream()
        .<Class<?>>map(
            found ->
                ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
        .toList();
  }
}
