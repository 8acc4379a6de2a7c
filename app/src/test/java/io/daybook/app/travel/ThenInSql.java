package io.daybook.app.travel;

/** What the log alone says of a moment, in plain SQL over {@code e}, the events up to it. */
final class ThenInSql {
  /** SKU, on hand, reserved. */
  static final String STOCK =
      """
      select substring(stream from 7) || ' ' || sum(case type
                 when 'StockReceived' then (payload ->> 'quantity')::int
                 when 'StockAdjusted' then (payload ->> 'difference')::int
                 when 'StockCommitted' then -(payload ->> 'quantity')::int
                 when 'GoodsRestocked' then (payload ->> 'quantity')::int else 0 end)
          || ' ' || sum(case type
                 when 'StockReserved' then (payload ->> 'quantity')::int
                 when 'StockReleased' then -(payload ->> 'quantity')::int
                 when 'StockCommitted' then -(payload ->> 'quantity')::int else 0 end)
        from e where stream like 'stock-%' group by stream order by stream collate "C"
      """;

  /** SKU, name, price, whether it is on sale. */
  static final String PRODUCTS =
      """
      select substring(stream from 9) || ' '
             || (select payload ->> 'name' from e n where n.stream = e.stream
                    and n.type in ('ProductListed', 'ProductRenamed') order by position desc limit 1)
             || ' '
             || (select coalesce(payload -> 'newPrice', payload -> 'price') ->> 'amount' from e n
                  where n.stream = e.stream and n.type in ('ProductListed', 'ProductPriceChanged')
                  order by position desc limit 1)
             || ' '
             || case when exists (select 1 from e n where n.stream = e.stream
                                     and n.type = 'ProductDiscontinued') then 'false' else 'true' end
        from e where type = 'ProductListed'
      """;

  /** Order, status, captured, refunded; of a shop in which no parcel was too late to be stopped. */
  static final String ORDERS =
      """
      , o as (select *, 'order-' || substring(stream from position('-' in stream) + 1) as id
                from e where stream ~ '^(order|payment|shipment)-')
      select id || ' ' || case
               when bool_or(type = 'OrderCancelled') then 'CANCELLED'
               when bool_or(type = 'OrderLinesReturned') then case
                 when (select sum((line ->> 'quantity')::int * case p.type when 'OrderPlaced' then 1 else -1 end)
                         from o p, json_array_elements(p.payload -> 'lines') line
                        where p.id = o.id and p.type in ('OrderPlaced', 'OrderLinesReturned')) > 0
                 then 'PARTLY_RETURNED' else 'RETURNED' end
               when bool_or(type = 'OrderClosed') then 'DELIVERED'
               when bool_or(type = 'OrderShipped') then 'SHIPPED'
               when bool_or(type in ('OrderCancellationRequested', 'PaymentDeclined', 'PaymentCaptureFailed',
                                     'PaymentVoidRequested', 'PaymentVoided', 'CarrierBookingRefused',
                                     'CarrierBookingCancellationRequested', 'CarrierBookingCancelled',
                                     'PickingCancelled')) then 'CANCELLING'
               else (array_agg(case type
                       when 'OrderPlaced' then 'PROCESSING_PAYMENT' when 'PaymentAuthorized' then 'RESERVING_STOCK'
                       when 'CarrierBookingRequested' then 'BOOKING_CARRIER'
                       when 'PaymentCaptureRequested' then 'TAKING_PAYMENT'
                       when 'OrderConfirmed' then 'CONFIRMED' else 'PICKING' end order by position desc)
                     filter (where type in ('OrderPlaced', 'PaymentAuthorized', 'CarrierBookingRequested',
                                            'PaymentCaptureRequested', 'OrderConfirmed', 'PickingStarted')))[1] end
             || ' ' || trim_scale(coalesce(sum((payload -> 'amount' ->> 'amount')::numeric)
                                           filter (where type = 'PaymentCaptured'), 0))
             || ' ' || trim_scale(coalesce(sum((payload -> 'amount' ->> 'amount')::numeric)
                                           filter (where type = 'PaymentRefunded'), 0))
        from o group by id
      """;

  private ThenInSql() {}

  /** A statement over the events up to a position, which is its parameter. */
  static String of(String sql) {
    return """
    with e as (select *, substring(payload_type from '[A-Za-z]*$') as type
                 from event_log.domain_event where position <= ?)
    """
        + sql;
  }
}
