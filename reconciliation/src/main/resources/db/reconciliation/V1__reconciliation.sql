-- Our side of the books, posted from the log when a reconciliation runs. It follows from events alone: set the
-- position back to -1 and empty the tables below it, and the next run posts everything again.
create table ledger (
    one       boolean     primary key default true check (one),
    position  bigint      not null,
    opened_at timestamptz not null default now()
);
insert into ledger (position) values (-1);
comment on column ledger.position is 'The last position of the log that is posted; -1 before the first.';

create table payment (
    order_id   text        primary key,
    state      text        not null,
    reference  text,
    currency   text        not null,
    amount     numeric     not null,
    captured   numeric     not null default 0,
    refunded   numeric     not null default 0,
    changed_at timestamptz not null
);
create index payment_reference on payment (reference) where reference is not null;
create index payment_changed_at on payment (changed_at);

create table shipment (
    order_id   text        primary key,
    state      text        not null,
    booking_id text        not null unique,
    changed_at timestamptz not null
);
create index shipment_changed_at on shipment (changed_at);

create table order_state (
    order_id   text        primary key,
    state      text        not null,
    changed_at timestamptz not null
);
create index order_state_changed_at on order_state (changed_at);

create table reservation (
    order_id   text        not null,
    sku        text        not null,
    ordered    int         not null default 0,
    held       int         not null default 0,
    changed_at timestamptz not null,
    primary key (order_id, sku)
);
create index reservation_changed_at on reservation (changed_at);

create table discrepancy (
    id         text        primary key,
    kind       text        not null,
    subject    text        not null,
    order_id   text,
    ours       text,
    theirs     text,
    first_seen timestamptz not null,
    raised_at  timestamptz not null,
    settled_at timestamptz
);
create index discrepancy_open on discrepancy (kind) where settled_at is null;
comment on column discrepancy.first_seen is 'When it came up, or came back after it was settled.';
comment on column discrepancy.raised_at is 'When it was last told, which it is again when it changes.';

-- What the runs did and saw. A report is never changed once its run has ended.
create table run (
    id         text        primary key,
    seq        bigint      generated always as identity,
    started_at timestamptz not null,
    since      timestamptz not null,
    narrowed   boolean     not null,
    position   bigint,
    ended_at   timestamptz,
    failure    text
);
create index run_started_at on run (started_at);
comment on column run.narrowed is 'A person asked for less than what a nightly run compares, so it does not count as one.';

create table run_book (
    run_id    text   not null references run,
    book      text   not null,
    compared  bigint not null default 0,
    in_flight bigint not null default 0,
    differing bigint not null default 0,
    settled   bigint not null default 0,
    failure   text,
    primary key (run_id, book)
);

create table finding (
    run_id         text not null references run,
    discrepancy_id text not null,
    news           text not null,
    kind           text not null,
    subject        text not null,
    order_id       text,
    ours           text,
    theirs         text,
    primary key (run_id, discrepancy_id)
);
create index finding_discrepancy on finding (discrepancy_id);

-- Which of our entries the list of the others had; what is left is looked up one by one. Of no use after a crash.
create unlogged table met (
    run_id   text not null,
    book     text not null,
    order_id text not null,
    primary key (run_id, book, order_id)
);
