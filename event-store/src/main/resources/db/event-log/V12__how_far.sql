-- How far the processors of a process are. A token is written with what an event has changed, and else every few
-- seconds: whoever waits in another process for a read model that the event does not concern would wait for that.
-- Written when somebody asks, and else never; an earlier release writes nothing here, and its tokens count.
alter table process add column positions jsonb not null default '{}', add column positions_at timestamptz;
comment on column process.positions is 'By processor/segment, the position up to which it has followed the log.';
comment on column process.positions_at is 'When that was so. What a token that was written later says is newer.';
