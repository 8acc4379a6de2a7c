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
 * @param ours the entry in our books, null when no order of ours explains theirs
 * @param theirs what their books said when it was last told
 * @param open whether the books differed when we last looked
 */
record Discrepancy(
    DiscrepancyId id,
    DiscrepancyKind kind,
    String subject,
    @Nullable OurEntry ours,
    String theirs,
    boolean open) {

  /**
   * An entry in our books.
   *
   * @param says what our books said when it was last told
   */
  record OurEntry(OrderId orderId, String says) {}

  static List<DiscrepancyEvent> first(ReportDiscrepancy command) {
    return found(command);
  }

  static Discrepancy evolve(@Nullable Discrepancy before, DiscrepancyEvent event) {
    return switch (event) {
      case DiscrepancyFound e ->
          new Discrepancy(
              e.discrepancyId(),
              e.kind(),
              e.subject(),
              new OurEntry(e.orderId(), e.ours()),
              e.theirs(),
              true);
      case UnknownEntryFound e ->
          new Discrepancy(e.discrepancyId(), e.kind(), e.subject(), null, e.theirs(), true);
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
        ours == null
            ? new UnknownEntrySettled(id, kind, subject, run)
            : new DiscrepancySettled(id, ours.orderId(), kind, subject, run));
  }

  private Discrepancy settled() {
    return new Discrepancy(id, kind, subject, ours, theirs, false);
  }

  private boolean saysTheSame(ReportDiscrepancy command) {
    return Objects.equals(ours, entryOf(command)) && theirs.equals(command.theirs());
  }

  /** Without an order our books say nothing. */
  private static @Nullable OurEntry entryOf(ReportDiscrepancy command) {
    return command.orderId() == null ? null : new OurEntry(command.orderId(), command.ours());
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
