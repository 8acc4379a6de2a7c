create table product (
    sku        text primary key,
    name       text           not null,
    currency   text           not null,
    price      numeric(19, 4) not null,
    on_sale    boolean        not null,
    updated_at timestamptz    not null
);

-- What a product was from a position on.
create table product_version (
    sku      text           not null,
    position bigint         not null,
    at       timestamptz    not null,
    name     text           not null,
    currency text           not null,
    price    numeric(19, 4) not null,
    on_sale  boolean        not null
);

-- after the load
alter table product_version add primary key (sku, position);
