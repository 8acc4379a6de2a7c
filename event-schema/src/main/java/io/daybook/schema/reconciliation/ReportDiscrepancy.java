package io.daybook.schema.reconciliation;

import io.daybook.schema.Command;
import io.daybook.schema.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Says that two books differ. Idempotent while the difference stays the same.
 *
 * @param orderId the order that it is about, or null when no order of ours explains the entry
 * @param subject the entry: the provider's reference, the booking, or order and SKU
 * @param ours what our books say
 * @param theirs what the other books say
 */
public record ReportDiscrepancy(
    @TargetAggregateIdentifier DiscrepancyId discrepancyId,
    @Nullable OrderId orderId,
    DiscrepancyKind kind,
    String subject,
    String ours,
    String theirs,
    ReconciliationId reconciliationId)
    implements Command {}
