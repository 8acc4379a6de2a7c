-- Lines of orders, and the position that each row stands for. Rows that are already there get what
-- a rebuild would give them: everything needed is in the timeline.
create table order_line (
    order_id    text           not null,
    line_number integer        not null,
    sku         text           not null,
    quantity    integer        not null,
    returned    integer        not null default 0,
    unit_price  numeric(19, 4) not null,
    position    bigint         not null,
    primary key (order_id, line_number)
);

insert into order_line (order_id, line_number, sku, quantity, unit_price, position)
select placed.order_id, line.n, line.value ->> 'sku', (line.value ->> 'quantity')::integer,
       (line.value -> 'unitPrice' ->> 'amount')::numeric, placed.position
  from timeline as placed,
       jsonb_array_elements(placed.payload -> 'lines') with ordinality as line (value, n)
 where placed.type = 'OrderPlaced';

update order_line
   set returned = back.quantity, position = back.position
  from (select event.order_id, line.value ->> 'sku' as sku, max(event.position) as position,
               sum((line.value ->> 'quantity')::integer) as quantity
          from timeline as event, jsonb_array_elements(event.payload -> 'lines') as line (value)
         where event.type = 'OrderLinesReturned'
         group by event.order_id, line.value ->> 'sku') as back
 where order_line.order_id = back.order_id and order_line.sku = back.sku;

alter table order_summary add column position bigint not null default -1;

update order_summary
   set position = latest.position
  from (select order_id, max(position) as position
          from timeline
         where type in ('OrderPlaced', 'PaymentAuthorized', 'CarrierBookingRequested',
                        'PaymentCaptureRequested', 'PaymentCaptured', 'OrderConfirmed',
                        'PickingStarted', 'OrderCancellationRequested', 'PaymentDeclined',
                        'StockReservationRefused', 'CarrierBookingRefused', 'PaymentCaptureFailed',
                        'OrderCancelled', 'OrderShipped', 'OrderCancellationRejected',
                        'OrderClosed', 'PaymentRefunded', 'OrderLinesReturned')
         group by order_id) as latest
 where order_summary.order_id = latest.order_id;

alter table order_summary alter column position drop default;
