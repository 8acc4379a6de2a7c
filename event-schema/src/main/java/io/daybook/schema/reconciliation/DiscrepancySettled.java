package io.daybook.schema.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import org.axonframework.serialization.Revision;

/** A later run finds that the books agree on it again. */
@Revision("2")
public record DiscrepancySettled(
    DiscrepancyId discrepancyId,
    OrderId orderId,
    DiscrepancyKind kind,
    String subject,
    ReconciliationId reconciliationId)
    implements DiscrepancyEvent, OrderRelated {}
