create table stock_level (
    sku        text primary key,
    on_hand    bigint      not null,
    reserved   bigint      not null,
    updated_at timestamptz not null,
    position   bigint      not null
);

create table stock_movement (
    sku             text        not null,
    position        bigint      not null,
    kind            text        not null,
    order_id        text,
    on_hand_change  bigint      not null,
    reserved_change bigint      not null,
    on_hand         bigint      not null,
    reserved        bigint      not null,
    at              timestamptz not null
);

-- What the events of a stretch of 2^shift positions have added to a sum over all stock.
create table stock_sum (
    shift   integer        not null,
    stretch bigint         not null,
    metric  text           not null,
    amount  numeric(19, 4) not null,
    latest  timestamptz,
    primary key (shift, stretch, metric)
);

-- after the load
alter table stock_movement add primary key (sku, position);
create index stock_movement_by_position on stock_movement (position);
