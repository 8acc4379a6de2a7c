-- What the warehouse knows. It is its own: Daybook reads none of it, and it reads nothing of Daybook's database.

-- A parcel that shall leave: what is to be picked, and how far that is.
create table pick_list (
    shipment_id   text primary key,
    order_id      text not null,
    -- OPEN: to be picked. DISPATCHED: it has left, and Daybook is told. CONFIRMED: Daybook has said so too.
    -- CANCELLED: the order was cancelled in time. CALLED_BACK: it was cancelled when the parcel had left; it came back.
    state         text not null check (state in ('OPEN', 'DISPATCHED', 'CONFIRMED', 'CANCELLED', 'CALLED_BACK')),
    asked_by      text not null, -- the id of the event that has asked for it
    correlation   text not null, -- what has started it all; empty where that is not known
    look_after    timestamptz not null default now(),
    opened_at     timestamptz not null default now(),
    dispatched_at timestamptz,
    settled_at    timestamptz
);
create index pick_list_open on pick_list (look_after) where state = 'OPEN';
-- What a person looks at: parcels that have left, and of which nothing was heard since.
create index pick_list_unheard on pick_list (dispatched_at) where state = 'DISPATCHED';

create table pick_line (
    shipment_id text not null references pick_list,
    sku         text not null,
    quantity    int  not null check (quantity > 0),
    primary key (shipment_id, sku)
);

create table shelf (
    sku     text primary key,
    on_hand bigint not null
);

-- The papers by which goods came. A paper is booked once for each SKU on it.
create table receipt (
    sku          text not null,
    receipt_id   text not null,
    quantity     int  not null check (quantity > 0),
    booked_at    timestamptz not null default now(),
    confirmed_at timestamptz, -- when Daybook has said that it has booked it, too
    primary key (sku, receipt_id)
);

-- The events that have come, in the order in which they came. A row is written in the transaction of its event's effect:
-- so an event that comes again is known, and has no effect.
create table inbox (
    number   bigint generated always as identity primary key,
    event_id text   not null unique,
    topic    text   not null,
    subject  text   not null,
    position bigint not null, -- in Daybook's log
    trouble  text,            -- why it had no effect, if it could not be understood
    taken_at timestamptz not null default clock_timestamp()
);

-- What Daybook is to be told. A row is written in the transaction of what it tells of, and marked when the broker has it.
create table answer (
    number      bigint generated always as identity primary key,
    event_id    text not null unique, -- follows from what it tells of
    topic       text not null,
    type        text not null,
    subject     text not null,
    data        json not null,
    correlation text,
    causation   text,
    made_at     timestamptz not null default clock_timestamp(),
    sent_at     timestamptz
);
create index answer_unsent on answer (number) where sent_at is null;
