create table balance (
    account text   primary key,
    pence   bigint not null
);
