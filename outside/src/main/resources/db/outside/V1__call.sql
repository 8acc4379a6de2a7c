-- Calls to the outside that were asked for by an event: a crash at any moment leaves a row that says what is left
-- to do. Rows that are done stay for a while: undoing a call may need to know how it was made.
create table call (
    key              uuid        primary key,
    seq              bigint      generated always as identity,
    order_id         text        not null,
    port             text        not null,
    action           text,
    event_id         text        not null,
    intent_type      text        not null,
    intent_revision  text,
    intent           json        not null,
    metadata         json        not null,
    attempts         int         not null default 0,
    in_doubt         boolean     not null default false,
    due_at           timestamptz not null default now(),
    last_failure     text,
    parked_at        timestamptz,
    park_announced   boolean     not null default false,
    done_at          timestamptz
);
create index call_due on call (port, due_at) where done_at is null and parked_at is null;
create index call_open on call (order_id, port, seq) where done_at is null;
create index call_unannounced on call (parked_at) where parked_at is not null and not park_announced;
create index call_done on call using brin (done_at);

comment on column call.key is 'Sent along with every attempt, so that the other side does the work once.';
comment on column call.seq is 'Calls of one order to one port are made one after another, in this order.';
comment on column call.in_doubt is 'An attempt has begun whose outcome is not known here.';
comment on column call.due_at is 'When to try next; while an attempt is under way, when it is taken to be lost.';

-- Webhooks that were taken in, so that each is heeded once.
create table webhook (
    event_id    text        primary key,
    received_at timestamptz not null default now()
);
