create table order_summary (
    order_id            text primary key,
    customer_id         text           not null,
    status              text           not null,
    currency            text           not null,
    total               numeric(19, 4) not null,
    captured            numeric(19, 4) not null default 0,
    refunded            numeric(19, 4) not null default 0,
    line_count          integer        not null,
    unit_count          bigint         not null,
    returned_count      bigint         not null default 0,
    ordered_at          timestamptz    not null,
    placed_at           timestamptz    not null,
    updated_at          timestamptz    not null,
    confirmed_at        timestamptz,
    cancellation_cause  text,
    cancellation_reason text,
    tracking_number     text
);
create index order_summary_latest on order_summary (ordered_at desc, order_id desc);
create index order_summary_by_customer on order_summary (customer_id, ordered_at desc, order_id desc);
create index order_summary_by_status on order_summary (status, ordered_at desc, order_id desc);

create table timeline (
    order_id       text        not null,
    position       bigint      not null,
    stream         text        not null,
    version        bigint      not null,
    event_id       text        not null,
    at             timestamptz not null,
    type           text        not null,
    actor          text,
    correlation_id text,
    causation_id   text,
    payload        jsonb       not null,
    primary key (order_id, position)
);
