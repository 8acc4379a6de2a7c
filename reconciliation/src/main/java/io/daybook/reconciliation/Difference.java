package io.daybook.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import org.jspecify.annotations.Nullable;

/**
 * What two books say of the same entry, where it is not the same.
 *
 * @param orderId the order that it is about, or null when no order of ours explains the entry
 */
record Difference(
    DiscrepancyKind kind, String subject, @Nullable OrderId orderId, String ours, String theirs) {
  static final String NOTHING = "nothing";

  DiscrepancyId id() {
    return DiscrepancyId.of(kind, subject);
  }
}
