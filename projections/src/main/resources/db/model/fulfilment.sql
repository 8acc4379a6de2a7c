create table fulfilment_progress (
    order_id     text primary key,
    step         text        not null,
    step_at      timestamptz not null,
    phase        text        not null,
    failed_step  text,
    reason       text,
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    confirmed_at timestamptz,
    ended_at     timestamptz
);
comment on column fulfilment_progress.step_at is 'When the step was reached.';

create table parked_action (
    order_id  text        not null,
    action    text        not null,
    reason    text        not null,
    attempts  int         not null,
    parked_at timestamptz not null,
    primary key (order_id, action)
);

-- How many of the fulfilments that were started in a MINUTE, an HOUR or a DAY (UTC) there are of something, by what they are now.
create table fulfilment_count (
    span    text           not null,
    begins  timestamptz    not null,
    measure text           not null,
    name    text           not null,
    amount  numeric(19, 4) not null,
    primary key (span, begins, measure, name)
);

-- How long steps took that were completed on a day (UTC): all milliseconds, and how many took so long, by classes that are 5 % apart.
create table step_time (
    day     date           not null,
    step    text           not null,
    measure text           not null,
    amount  numeric(19, 4) not null,
    primary key (day, step, measure)
);

-- after the load
create index fulfilment_progress_latest on fulfilment_progress (started_at desc, order_id desc);
create index fulfilment_progress_by_phase on fulfilment_progress (phase, started_at desc, order_id desc);
