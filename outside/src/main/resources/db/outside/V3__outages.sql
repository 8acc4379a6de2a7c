-- An outage heals itself: what was parked because the other side was away is tried again. A call is held by one process
-- at a time, for as long as that lives, and one that the other side never decides is not asked about for ever.
alter table call
    add column away       boolean     not null default false,
    add column undecided  int         not null default 0,
    add column held_until timestamptz;

create index call_to_make on call (port, due_at) where done_at is null and (parked_at is null or away);
create index call_parked on call (parked_at) where parked_at is not null and done_at is null;
drop index call_due;

comment on column call.away is 'When it is parked: the other side was away, so it is tried again by itself, slowly.';
comment on column call.undecided is 'How often the other side has answered that it has not decided yet.';
comment on column call.held_until is 'An attempt is under way, until then if its process dies. Null: nobody is at it.';
