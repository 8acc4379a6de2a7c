-- The fourth book: what came back or was cancelled, and what was paid back for it.
create table refund (
    order_id   text        not null,
    refund_id  text        not null,
    currency   text        not null,
    returned   numeric     not null default 0,
    refunded   numeric     not null default 0,
    changed_at timestamptz not null,
    primary key (order_id, refund_id)
);
create index refund_changed_at on refund (changed_at);
create index refund_unequal on refund (order_id, refund_id) where returned <> refunded;
comment on column refund.refund_id is 'The id of the return, or cancellation for what takes back a whole order.';
comment on column refund.returned is 'What came back, at the prices of the order: what has to be paid back.';
comment on column refund.refunded is 'What was paid back and has not failed since.';

alter table reservation add column unit_price numeric;

-- The ledger follows from the log, so the next run posts it anew and with it what the new book needs. What is told of
-- differences stays: posted once more it comes to the same, and meanwhile alarms go on. The column has a new name so
-- that a process of an older release, which knows nothing of this book, cannot post past what belongs into it.
alter table ledger rename column position to posted_to;
update ledger set posted_to = -1;
truncate payment, shipment, order_state, reservation;
