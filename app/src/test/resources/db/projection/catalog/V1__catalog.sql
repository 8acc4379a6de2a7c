create table product (
    sku        text primary key,
    name       text           not null,
    currency   text           not null,
    price      numeric(19, 4) not null,
    on_sale    boolean        not null,
    updated_at timestamptz    not null
);
