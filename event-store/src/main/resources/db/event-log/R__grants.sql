-- What the application may do, where the tables are another role's. The owner itself has all rights anyway, but
-- for the log, which refuses changes by trigger to everybody.
grant usage on schema event_log to "${application}";
grant select on domain_event to "${application}";
grant select, insert on seal to "${application}";
grant execute on function append_group to "${application}";
grant execute on function append to "${application}";    -- which the release before calls
grant select, insert, update, delete on
    snapshot, release_snapshot, token_entry, saga_entry, saga_association, process to "${application}";
grant usage on all sequences in schema event_log to "${application}";

-- Events come in by append alone. It runs with the rights of the owner, who must keep his own.
do $$
begin
    if current_user <> '${application}' then
        revoke insert on domain_event from "${application}";
    end if;
end
$$;
