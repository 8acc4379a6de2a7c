package io.daybook.command.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.reconciliation.DiscrepancyFound;
import io.daybook.schema.reconciliation.DiscrepancyId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import io.daybook.schema.reconciliation.DiscrepancySettled;
import io.daybook.schema.reconciliation.ReconciliationId;
import io.daybook.schema.reconciliation.ReportDiscrepancy;
import io.daybook.schema.reconciliation.SettleDiscrepancy;
import io.daybook.schema.reconciliation.UnknownEntryFound;
import io.daybook.schema.reconciliation.UnknownEntrySettled;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiscrepancyTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final ReconciliationId RUN = new ReconciliationId(new UUID(2, 2));
  private static final DiscrepancyKind KIND = DiscrepancyKind.REFUNDED_AMOUNT_DIFFERS;
  private static final DiscrepancyId ID = DiscrepancyId.of(KIND, "pi_1");

  private @Nullable Discrepancy discrepancy;

  @Test
  void it_is_told_once_while_it_stays_the_same() {
    assertThat(report(ORDER, "GBP 0.00", "GBP 3.00"))
        .singleElement()
        .isInstanceOf(DiscrepancyFound.class);
    assertThat(report(ORDER, "GBP 0.00", "GBP 3.00")).isEmpty();
  }

  @Test
  void it_is_told_again_when_it_changes() {
    report(ORDER, "GBP 0.00", "GBP 3.00");
    assertThat(report(ORDER, "GBP 0.00", "GBP 4.00")).hasSize(1);
    assertThat(report(ORDER, "GBP 1.00", "GBP 4.00")).hasSize(1);
  }

  @Test
  void it_is_settled_once_and_told_again_when_it_comes_back() {
    report(ORDER, "GBP 0.00", "GBP 3.00");
    assertThat(settle()).singleElement().isInstanceOf(DiscrepancySettled.class);
    assertThat(settle()).isEmpty();
    assertThat(report(ORDER, "GBP 0.00", "GBP 3.00")).hasSize(1);
  }

  @Test
  void an_entry_that_no_order_explains_is_told_without_an_order() {
    assertThat(report(null, "nothing", "GBP 3.00"))
        .singleElement()
        .isInstanceOf(UnknownEntryFound.class);
    assertThat(report(null, "nothing", "GBP 3.00")).isEmpty();
    assertThat(settle()).singleElement().isInstanceOf(UnknownEntrySettled.class);
  }

  @Test
  void an_entry_that_an_order_explains_by_now_is_told_on_its_timeline() {
    report(null, "nothing", "GBP 3.00");
    assertThat(report(ORDER, "nothing", "GBP 3.00"))
        .singleElement()
        .isInstanceOf(DiscrepancyFound.class);
  }

  private List<DiscrepancyEvent> report(@Nullable OrderId order, String ours, String theirs) {
    var command = new ReportDiscrepancy(ID, order, KIND, "pi_1", ours, theirs, RUN);
    return happen(discrepancy == null ? Discrepancy.first(command) : discrepancy.decide(command));
  }

  private List<DiscrepancyEvent> settle() {
    return happen(discrepancy.decide(new SettleDiscrepancy(ID, RUN)));
  }

  private List<DiscrepancyEvent> happen(List<DiscrepancyEvent> events) {
    for (var event : events) {
      discrepancy = Discrepancy.evolve(discrepancy, event);
    }
    return events;
  }
}
