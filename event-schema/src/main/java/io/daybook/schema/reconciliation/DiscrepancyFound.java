package io.daybook.schema.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import org.axonframework.serialization.Revision;

/**
 * Two books say different things of an order; nothing is in flight that would explain it. Raised
 * once while it stays the same, and again when it changes or comes back. People act on it; nobody
 * mends books by himself.
 *
 * @param ours what our books say
 * @param theirs what the other books say
 */
@Revision("2")
public record DiscrepancyFound(
    DiscrepancyId discrepancyId,
    OrderId orderId,
    DiscrepancyKind kind,
    String subject,
    String ours,
    String theirs,
    ReconciliationId reconciliationId)
    implements DiscrepancyEvent, OrderRelated {}
