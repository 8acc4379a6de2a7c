-- Fulfilments that wait for an answer which should not take long. A row is written and deleted in the transaction of the
-- saga, so a crash leaves both or neither; the sweeper looks for those that are due.
create table waiting (
    order_id text        primary key,
    action   text        not null,
    since    timestamptz not null default now(),
    due_at   timestamptz not null,
    reports  int         not null default 0
);
create index waiting_due on waiting (due_at);

comment on column waiting.action is 'What was waited for when the wait began; the saga may be further by now.';
comment on column waiting.reports is 'How often the saga was told that it is overdue since it was last heard of.';
