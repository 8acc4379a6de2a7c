-- Messages of others that were done, so that one that comes again is answered without a command. A row is written after
-- the command, which commits by itself: a crash between the two has the command sent again, and the aggregate knows it.
create table relay.heard (
  event_id text primary key,
  topic text not null,
  subject text not null,
  outcome text not null check (outcome in ('DONE', 'DISCARDED')),
  position bigint,              -- how far the log was when the command was carried out; null when it changed nothing
  heard_at timestamptz not null default clock_timestamp()
);
create index heard_at on relay.heard (heard_at);

-- Messages that could not be understood, or were refused by a rule, and those that wait behind them under the same key.
create table relay.aside (
  topic text not null,
  part int not null,            -- the number of the partition
  message_offset bigint not null,
  key text not null,            -- what is kept in order within the topic
  event_id text,                -- null when none could be read
  body text not null,
  reason text,                  -- null when it only waits behind another
  attempts int not null,
  since timestamptz not null default clock_timestamp(),
  tried_at timestamptz not null default clock_timestamp(),
  primary key (topic, part, message_offset),
  unique (event_id)
);
create index aside_key on relay.aside (topic, key, part, message_offset);
