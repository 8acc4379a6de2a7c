create table stock_level (
    sku        text primary key,
    on_hand    bigint      not null,
    reserved   bigint      not null,
    updated_at timestamptz not null,
    position   bigint      not null
);
create table stock_movement (
    sku            text        not null,
    position       bigint      not null,
    kind           text        not null,
    order_id       text,
    on_hand_change bigint      not null,
    reserved_change bigint     not null,
    on_hand        bigint      not null,
    reserved       bigint      not null,
    at             timestamptz not null,
    primary key (sku, position)
);
