package io.daybook.schema.reconciliation;

import org.axonframework.serialization.Revision;

/** A later run finds the entry gone, or explained. */
@Revision("1")
public record UnknownEntrySettled(
    DiscrepancyId discrepancyId,
    DiscrepancyKind kind,
    String subject,
    ReconciliationId reconciliationId)
    implements DiscrepancyEvent {}
