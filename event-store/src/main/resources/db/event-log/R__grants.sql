-- What the application may do, where the tables are another role's. The owner itself has all rights anyway, but
-- for the log, which refuses changes by trigger to everybody.
grant usage on schema event_log to "${application}";
grant select, insert on domain_event, seal to "${application}";
grant select, insert, update, delete on
    snapshot, token_entry, saga_entry, saga_association to "${application}";
grant usage on all sequences in schema event_log to "${application}";
