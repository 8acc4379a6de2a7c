-- Holds expire at the provider while nothing changes here, so these are looked up however old they are.
create index payment_held on payment (order_id)
 where reference is not null and state in ('AUTHORIZED', 'CAPTURING', 'CAPTURE_FAILED', 'VOIDING');

alter table run add column cut_off boolean not null default false;
comment on column run.cut_off is 'Its process was stopped or killed before it had compared all books, so it is made again.';
