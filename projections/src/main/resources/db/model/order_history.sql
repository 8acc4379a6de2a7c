create table order_summary (
    order_id            text primary key,
    customer_id         text           not null,
    status              text           not null,
    currency            text           not null,
    total               numeric(19, 4) not null,
    held                numeric(19, 4) not null,
    captured            numeric(19, 4) not null,
    refunded            numeric(19, 4) not null,
    line_count          integer        not null,
    unit_count          bigint         not null,
    returned_count      bigint         not null,
    ordered_at          timestamptz    not null,
    placed_at           timestamptz    not null,
    updated_at          timestamptz    not null,
    confirmed_at        timestamptz,
    cancellation_cause  text,
    cancellation_reason text,
    tracking_number     text,
    placed_position     bigint         not null,
    cancelled_position  bigint,
    shipped_position    bigint,
    position            bigint         not null
);

-- What an order was from a position on.
create table order_version (
    order_id   text           not null,
    position   bigint         not null,
    at         timestamptz    not null,
    ordered_at timestamptz    not null,
    status     text           not null,
    confirmed  boolean        not null,
    held       numeric(19, 4) not null,
    captured   numeric(19, 4) not null,
    refunded   numeric(19, 4) not null
);

-- What the events of a stretch of 2^shift positions have added to a sum over all orders.
create table order_sum (
    shift   integer        not null,
    stretch bigint         not null,
    metric  text           not null,
    amount  numeric(19, 4) not null,
    latest  timestamptz,
    primary key (shift, stretch, metric)
);

create table order_line (
    order_id    text           not null,
    line_number integer        not null,
    sku         text           not null,
    quantity    integer        not null,
    returned    integer        not null,
    unit_price  numeric(19, 4) not null,
    position    bigint         not null,
    primary key (order_id, line_number)
);

create table line_return (
    order_id text    not null,
    position bigint  not null,
    sku      text    not null,
    quantity integer not null
);

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
    causation_id   text
);

-- after the load
alter table timeline add primary key (order_id, position);
alter table line_return add primary key (order_id, position, sku);
alter table order_version add primary key (order_id, position);
create index order_version_by_position on order_version (position);
create index order_version_by_status on order_version (status, ordered_at desc, order_id desc, position);
create index order_summary_latest on order_summary (ordered_at desc, order_id desc) include (placed_position);
create index order_summary_by_customer on order_summary (customer_id, ordered_at desc, order_id desc);
create index order_summary_by_status on order_summary (status, ordered_at desc, order_id desc);
create index order_summary_by_tracking on order_summary (tracking_number) where tracking_number is not null;
create index order_line_by_sku on order_line (sku, order_id);
