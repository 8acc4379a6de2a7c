package io.daybook.schema.reconciliation;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the books agree again. Idempotent. */
public record SettleDiscrepancy(
    @TargetAggregateIdentifier DiscrepancyId discrepancyId, ReconciliationId reconciliationId)
    implements Command {}
