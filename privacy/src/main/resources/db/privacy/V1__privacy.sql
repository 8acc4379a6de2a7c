-- The keys under which personal texts are sealed. A row stays when its key is gone: so what was erased is told from what
-- was lost.
create table subject_key (
    key_id     bigint      primary key
                           default ((extract(epoch from clock_timestamp() - timestamptz '2026-01-01T00:00Z') * 1000000)::bigint * 64
                                    + floor(random() * 64)::bigint),
    subject    text        not null,
    master     text,
    wrapped    bytea,
    created_at timestamptz not null default now(),
    closed_at  timestamptz,
    erased_at  timestamptz,
    check ((wrapped is null) = (erased_at is not null)),
    check ((wrapped is null) = (master is null))
);
create unique index subject_key_open on subject_key (subject) where closed_at is null and erased_at is null;
create index subject_key_subject on subject_key (subject);

comment on column subject_key.key_id is
    'Grows with time, so that an id is not given a second time by a table that was restored.';
comment on column subject_key.master is 'The name of the master key that this key is wrapped by.';
comment on column subject_key.closed_at is 'Nothing new is sealed under the key since then; it still opens.';

-- What somebody asked to have erased, and what became of it.
create table erasure (
    id           text        primary key,
    customer_id  text        not null,
    reason       text,
    asked_by     text        not null,
    asked_at     timestamptz not null,
    confirmed_by text,
    state        text        not null,
    due_at       timestamptz,
    ended_at     timestamptz,
    refusal      text,
    orders       integer     not null default 0,
    clear_orders integer     not null default 0,
    keys         bigint[]    not null default '{}',
    position     bigint
);
create unique index erasure_open on erasure (customer_id) where state in ('ASKED', 'CLOSING', 'DELETED');

-- Customers of whom nothing may be erased for now.
create table hold (
    customer_id text        primary key,
    placed_by   text        not null,
    placed_at   timestamptz not null
);
