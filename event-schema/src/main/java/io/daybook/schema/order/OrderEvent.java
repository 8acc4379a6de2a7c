package io.daybook.schema.order;

/** What can happen to an order, as the customer sees it. */
public sealed interface OrderEvent extends OrderRelated
    permits OrderPlaced,
        DeliveryAddressChangeRequested,
        DeliveryAddressChanged,
        DeliveryAddressChangeRefused,
        OrderConfirmed,
        OrderCancellationRequested,
        OrderCancellationRejected,
        OrderCancelled,
        OrderShipped,
        OrderClosed,
        OrderLinesReturned {}
