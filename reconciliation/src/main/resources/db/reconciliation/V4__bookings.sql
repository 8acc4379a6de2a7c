-- An order whose address changed has several bookings; its rows are told apart by the booking.
alter table shipment drop constraint shipment_pkey;
alter table shipment drop constraint shipment_booking_id_key;
alter table shipment add primary key (booking_id);
create index shipment_order on shipment (order_id);
comment on column met.order_id is 'Or the booking, in the book of shipments.';
