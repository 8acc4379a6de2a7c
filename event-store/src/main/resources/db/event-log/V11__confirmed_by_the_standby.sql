-- What is confirmed is on the standby, too. A decision that appends nothing is confirmed by an append without rows, whose
-- commit had nothing to wait for. A primary that has crashed, or of which somebody has cancelled a commit that waited for
-- the standby, shows events that are on no other machine: an order that was placed so was found there by the repeated
-- request, and answered as placed, and the standby, when promoted, did not know it. Where no standby is waited
-- for, nothing changes. An earlier release calls this function as before.

-- As before, but for the message where nothing was added.
create or replace function append_apart(
    streams text[], versions bigint[], stream_types text[], event_ids text[], payload_types text[],
    payload_revisions text[], payloads text[], metadata_texts text[], appends integer[],
    expected_streams text[], expected_versions bigint[], expected_event_ids text[], expecting integer[])
returns table (append_number integer, verdict text, last_position bigint)
language plpgsql
set search_path = event_log, pg_temp
-- The table may have grown from nothing since these plans were made: only the index finds a version at any size.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    head     bigint;
    stamp    timestamptz;
    there    integer[];    -- appends that an attempt whose answer was lost has made already
    lost     integer[];    -- appends that lost a race
    left_out integer[];    -- both of them
begin
    select coalesce(array_agg(number) filter (where mine = all_rows), '{}'),
           coalesce(array_agg(number) filter (where mine < all_rows), '{}')
      into there, lost
      from (select appends[n] as number,
                   count(*) filter (where e.event_id = event_ids[n]) as mine,
                   cardinality(array_positions(appends, appends[n])) as all_rows
              from generate_subscripts(streams, 1) as n
              join domain_event e on e.stream = streams[n] and e.version = versions[n]
             group by appends[n]) as taken;
    lost := lost || array(
        select e.number
          from unnest(expected_streams, expected_versions, expected_event_ids, expecting) as e (stream, version, event_id, number)
          left join lateral (select d.version, d.event_id from domain_event d
                              where d.stream = e.stream order by d.version desc limit 1) as last on true
         where e.number <> all (there)
           and (coalesce(last.version, -1) <> e.version or last.event_id <> e.event_id));    -- an id of null is any event's

    left_out := there || lost;

    select e.position, e.recorded_at into head, stamp from domain_event e order by e.position desc limit 1;
    stamp := greatest(stamp, clock_timestamp());    -- so that what is later in the log is never earlier in time
    head := coalesce(head, -1);
    insert into domain_event (position, stream, version, stream_type, event_id, recorded_at,
                              payload_type, payload_revision, payload, metadata)
    select head + row_number() over (order by row.number), row.stream, row.version, row.stream_type, row.event_id, stamp,
           row.payload_type, row.payload_revision, row.payload::json, row.metadata::json
      from unnest(streams, versions, stream_types, event_ids, payload_types, payload_revisions, payloads, metadata_texts)
           with ordinality as row (stream, version, stream_type, event_id, payload_type, payload_revision, payload, metadata, number)
     where appends[row.number] <> all (left_out);
    if not found and (there <> '{}' or current_setting('synchronous_standby_names') <> '') then
        -- A commit that writes nothing waits for no standby, but what is called durable here may not be on it yet.
        perform pg_logical_emit_message(true, 'daybook', '');
    end if;

    for n in 1 .. cardinality(appends) loop
        if appends[n] <> all (left_out) then
            head := head + 1;
        end if;
        if appends[n] is distinct from appends[n + 1] then    -- the last row of an append
            append_number := appends[n];
            if appends[n] = any (lost) then
                verdict := 'conflict';
                last_position := null;
            elsif appends[n] = any (there) then
                verdict := 'already there';
                select e.position into last_position from domain_event e where e.stream = streams[n] and e.version = versions[n];
            else
                verdict := 'appended';
                last_position := head;
            end if;
            return next;
        end if;
    end loop;
    return query select distinct number, 'conflict', null::bigint from unnest(lost) as number where number <> all (appends);
end
$$;

-- As before, but for the message where there are no rows.
create or replace function append_group(
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
        -- Only a commit that writes waits for a standby. Somebody asks whether the log can be written to; or wants to answer
        -- by what is here, which after a crash, or after a wait that was cancelled, may be nowhere else.
        if cardinality(expected_streams) = 0 or current_setting('synchronous_standby_names') <> '' then
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
