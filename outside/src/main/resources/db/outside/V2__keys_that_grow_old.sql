-- The other side forgets a key after a day, and repeats an error that it has stored for as long. So a call knows since
-- when its key is in use, whether the key can still bring an answer, and how often it was given a fresh one.
alter table call
    add column generation      int         not null default 1,
    add column key_since       timestamptz not null default now(),
    add column key_spent       boolean     not null default false,
    add column last_attempt_at timestamptz;

comment on column call.generation is 'The present key follows from key and generation; 1 is key itself.';
comment on column call.key_since is 'Nothing was asked under the present key before.';
comment on column call.key_spent is 'The present key brings no other answer any more: the other side is asked what it has done.';
comment on column call.last_attempt_at is 'When the latest attempt began. Null: not yet, or by a release that did not note it.';

-- Open calls of former releases, and those that their undoing may ask for: nothing was done before the event that asked.
do $$
begin
    if to_regclass('event_log.domain_event') is not null then
        update call set key_since = logged.recorded_at, last_attempt_at = coalesce(call.done_at, now())
          from event_log.domain_event logged
         where logged.event_id = call.event_id and call.attempts > 0
           and (call.done_at is null or call.done_at > now() - interval '2 days');
    end if;
end
$$;
