package io.daybook.schema.reconciliation;

/** What happens to a difference between two books. */
public sealed interface DiscrepancyEvent
    permits DiscrepancyFound, DiscrepancySettled, UnknownEntryFound, UnknownEntrySettled {

  /** The difference. */
  DiscrepancyId discrepancyId();

  /** What differs. */
  DiscrepancyKind kind();

  /** The entry: the provider's reference, the booking, or order and SKU. */
  String subject();

  /** The run that found out. */
  ReconciliationId reconciliationId();
}
