create table fulfilment_progress (
    order_id    text primary key,
    step        text        not null,
    phase       text        not null,
    failed_step text,
    reason      text,
    started_at  timestamptz not null,
    updated_at  timestamptz not null,
    ended_at    timestamptz
);
create index fulfilment_progress_latest on fulfilment_progress (started_at desc, order_id desc);
create index fulfilment_progress_by_phase on fulfilment_progress (phase, started_at desc, order_id desc);
