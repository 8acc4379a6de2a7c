-- Under a storm of lost races nearly every group is refused at once and then decided append by append, so that it is
-- written twice and once in vain. A caller that has just lost some says so, and is not written in vain. An earlier release
-- calls this function without saying so.

-- The only way into the log. Takes the rows of several appends at once, each append all or nothing, and says of each
-- what became of it; an append without rows hears something only if it has lost. All arguments have arrived before the
-- lock is taken, and the lock is let go by the commit that follows at once: it is never held while a client is waited for.
drop function append_group(text[], bigint[], text[], text[], text[], text[], text[], text[], integer[],
    text[], bigint[], text[], integer[], integer);

create function append_group(
    streams text[], versions bigint[], stream_types text[], event_ids text[], payload_types text[],
    payload_revisions text[], payloads text[], metadata_texts text[],
    appends integer[],            -- of each row: the number of its append; the rows of an append stand together
    expected_streams text[], expected_versions bigint[],    -- what must be the last event of a stream, -1 for none,
    expected_event_ids text[], expecting integer[],          -- or this append loses
    patience_millis integer,      -- how long to wait for the lock, before error 55P03
    look_first boolean default false)    -- whether the caller has just lost races, and expects to lose more
returns table (append_number integer, verdict text, last_position bigint)
language plpgsql
security definer
set search_path = event_log, pg_temp
set plan_cache_mode = force_generic_plan    -- and of these only those by an index, as above
set enable_seqscan = off
as $$
declare
    head    bigint;
    stamp   timestamptz;
    nothing text;    -- an assignment of an expression costs a tenth of "perform", which is a query
begin
    -- Every statement below must see what was committed before the lock was ours.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'the log is appended to in transactions that are read committed'
            using errcode = 'syntax_error_or_access_rule_violation';
    end if;
    nothing := set_config('lock_timeout', patience_millis::text, true);
    nothing := pg_advisory_xact_lock(4782190665214038);    -- drawn at random once, so that it meets no other lock

    if look_first and cardinality(streams) > 0 then
        return query select * from append_apart(
                streams, versions, stream_types, event_ids, payload_types, payload_revisions, payloads, metadata_texts,
                appends, expected_streams, expected_versions, expected_event_ids, expecting);
        return;
    end if;
    if cardinality(expected_streams) > 0 then
        perform from unnest(expected_streams, expected_versions, expected_event_ids) as e (stream, version, event_id)
           left join lateral (select d.version, d.event_id from domain_event d
                               where d.stream = e.stream order by d.version desc limit 1) as last on true
          where coalesce(last.version, -1) <> e.version or last.event_id <> e.event_id;
        if found then
            return query select * from append_apart(
                    streams, versions, stream_types, event_ids, payload_types, payload_revisions, payloads, metadata_texts,
                    appends, expected_streams, expected_versions, expected_event_ids, expecting);
            return;
        end if;
    end if;
    if cardinality(streams) = 0 then
        if cardinality(expected_streams) = 0 then
            -- Somebody asks whether the log can be written to: only a commit that writes waits for a standby.
            nothing := pg_logical_emit_message(true, 'daybook', '');
        end if;
        return;
    end if;

    select e.position, e.recorded_at into head, stamp from domain_event e order by e.position desc limit 1;
    stamp := greatest(stamp, clock_timestamp());    -- so that what is later in the log is never earlier in time
    begin
        insert into domain_event (position, stream, version, stream_type, event_id, recorded_at,
                                  payload_type, payload_revision, payload, metadata)
        select coalesce(head, -1) + row.number, row.stream, row.version, row.stream_type, row.event_id, stamp,
               row.payload_type, row.payload_revision, row.payload::json, row.metadata::json
          from unnest(streams, versions, stream_types, event_ids, payload_types, payload_revisions, payloads, metadata_texts)
               with ordinality as row (stream, version, stream_type, event_id, payload_type, payload_revision, payload, metadata, number);
    exception when unique_violation then
        return query select * from append_apart(
                streams, versions, stream_types, event_ids, payload_types, payload_revisions, payloads, metadata_texts,
                appends, expected_streams, expected_versions, expected_event_ids, expecting);
        return;
    end;

    for n in 1 .. cardinality(appends) loop
        if appends[n] is distinct from appends[n + 1] then    -- the last row of an append
            append_number := appends[n];
            verdict := 'appended';
            last_position := coalesce(head, -1) + n;
            return next;
        end if;
    end loop;
end
$$;
revoke execute on function append_group from public;
