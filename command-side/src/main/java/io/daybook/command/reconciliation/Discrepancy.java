package io.daybook.command.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.reconciliation.DiscrepancyFound;
import io.daybook.schema.reconciliation.DiscrepancyId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import io.daybook.schema.reconciliation.DiscrepancySettled;
import io.daybook.schema.reconciliation.ReportDiscrepancy;
import io.daybook.schema.reconciliation.SettleDiscrepancy;
import io.daybook.schema.reconciliation.UnknownEntryFound;
import io.daybook.schema.reconciliation.UnknownEntrySettled;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two books, which is told once while it stays the same.
 *
 * @param orderId null when no order of ours explains the entry
 * @param ours what our books said when it was last told; empty when they have no entry
 * @param open whether the books differed when we last looked
 */
record Discrepancy(
    DiscrepancyId id,
    @Nullable OrderId orderId,
    DiscrepancyKind kind,
    String subject,
    String ours,
    String theirs,
    boolean open) {

  static List<DiscrepancyEvent> first(ReportDiscrepancy command) {
    return found(command);
  }

  static Discrepancy evolve(@Nullable Discrepancy before, DiscrepancyEvent event) {
    return switch (event) {
      case DiscrepancyFound e ->
          new Discrepancy(
              e.discrepancyId(), e.orderId(), e.kind(), e.subject(), e.ours(), e.theirs(), true);
      case UnknownEntryFound e ->
          new Discrepancy(e.discrepancyId(), null, e.kind(), e.subject(), "", e.theirs(), true);
      case DiscrepancySettled _, UnknownEntrySettled _ -> Objects.requireNonNull(before).settled();
    };
  }

  List<DiscrepancyEvent> decide(ReportDiscrepancy command) {
    return open && saysTheSame(command) ? List.of() : found(command);
  }

  List<DiscrepancyEvent> decide(SettleDiscrepancy command) {
    if (!open) {
      return List.of();
    }
    var run = command.reconciliationId();
    return List.of(
        orderId == null
            ? new UnknownEntrySettled(id, kind, subject, run)
            : new DiscrepancySettled(id, orderId, kind, subject, run));
  }

  private Discrepancy settled() {
    return new Discrepancy(id, orderId, kind, subject, ours, theirs, false);
  }

  /** Without an order our books say nothing, so there is nothing of ours to compare. */
  private boolean saysTheSame(ReportDiscrepancy command) {
    return Objects.equals(orderId, command.orderId())
        && theirs.equals(command.theirs())
        && (orderId == null || ours.equals(command.ours()));
  }

  private static List<DiscrepancyEvent> found(ReportDiscrepancy c) {
    return List.of(
        c.orderId() == null
            ? new UnknownEntryFound(
                c.discrepancyId(), c.kind(), c.subject(), c.theirs(), c.reconciliationId())
            : new DiscrepancyFound(
                c.discrepancyId(),
                c.orderId(),
                c.kind(),
                c.subject(),
                c.ours(),
                c.theirs(),
                c.reconciliationId()));
  }
}
