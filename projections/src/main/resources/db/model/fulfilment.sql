create table fulfilment_progress (
    order_id     text primary key,
    step         text        not null,
    phase        text        not null,
    failed_step  text,
    reason       text,
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    confirmed_at timestamptz,
    ended_at     timestamptz
);

create table parked_action (
    order_id  text        not null,
    action    text        not null,
    reason    text        not null,
    attempts  int         not null,
    parked_at timestamptz not null,
    primary key (order_id, action)
);

-- after the load
create index fulfilment_progress_latest on fulfilment_progress (started_at desc, order_id desc);
create index fulfilment_progress_by_phase on fulfilment_progress (phase, started_at desc, order_id desc);
