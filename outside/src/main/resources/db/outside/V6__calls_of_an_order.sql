-- All calls of an order can be asked for, done or not; the same index finds the open ones.
create index call_of_order on call (order_id, port, seq);
drop index call_open;

-- How the processes find the ports. A process that was never refused by a port has no row for it.
create table lane (
    process text        not null,
    port    text        not null,
    state   text        not null,
    since   timestamptz not null default now(),
    primary key (process, port)
);
comment on column lane.state is 'CLOSED: calls go out. OPEN: none does, for too many have failed. HALF_OPEN: one finds out.';
