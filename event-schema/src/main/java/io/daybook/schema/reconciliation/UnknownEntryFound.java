package io.daybook.schema.reconciliation;

import org.axonframework.serialization.Revision;

/**
 * The others have an entry in their books that no order of ours explains; like {@link
 * DiscrepancyFound}, but there is no timeline to show it on.
 *
 * @param theirs what their books say
 */
@Revision("1")
public record UnknownEntryFound(
    DiscrepancyId discrepancyId,
    DiscrepancyKind kind,
    String subject,
    String theirs,
    ReconciliationId reconciliationId)
    implements DiscrepancyEvent {}
