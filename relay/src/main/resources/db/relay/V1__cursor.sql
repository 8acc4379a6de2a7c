-- How far each recipient was told. Of the processes that are alive one works for a recipient at a time: its owner.
-- Whoever takes a cursor counts its epoch up, so that what a former owner still stores is refused.
create table relay.cursor (
  name text primary key,            -- the kind of recipient, and after a '/' which one, if there are several
  position bigint not null,         -- it was told everything up to here; -1 before the first event
  until bigint,                     -- it is told nothing after this position; null for no end
  owner text,                       -- a process, as in event_log.process
  epoch bigint not null default 0,
  moved_at timestamptz not null default clock_timestamp()
);
