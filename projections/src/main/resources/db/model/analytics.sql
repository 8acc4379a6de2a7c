-- What has to be remembered of an order, to count its later events by the day on which it was ordered.
create table order_fact (
    order_id text primary key,
    day      date not null,
    country  text not null,
    currency text not null,
    lines    text not null
);
comment on column order_fact.lines is 'A line of text for each SKU: SKU, units, amount.';

-- How much of a SKU was ordered, sold and returned, in units and money.
create table daily_sale (
    day      date           not null,
    sku      text           not null,
    country  text           not null,
    currency text           not null,
    measure  text           not null,
    amount   numeric(19, 4) not null,
    primary key (day, sku, country, currency, measure)
);

-- How many orders came how far, and what was refused, cancelled and returned, and why. Without SKU or reason it is the empty text.
create table daily_count (
    day     date           not null,
    measure text           not null,
    country text           not null,
    reason  text           not null,
    sku     text           not null,
    amount  numeric(19, 4) not null,
    primary key (day, measure, country, reason, sku)
);
