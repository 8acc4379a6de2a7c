-- V2 told only calls of the last two days when their keys were first used. An authorization that was done earlier may
-- still have to be undone, and is then looked for in the provider's books around that time: so all are told.
do $$
begin
    if to_regclass('event_log.domain_event') is not null then
        update call set key_since = logged.recorded_at, last_attempt_at = call.done_at
          from event_log.domain_event logged
         where logged.event_id = call.event_id and call.attempts > 0
           and call.done_at is not null and call.last_attempt_at is null;
    end if;
end
$$;
