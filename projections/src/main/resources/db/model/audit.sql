create table audit_entry (
    position       bigint      not null,
    at             timestamptz not null,
    type           text        not null,
    stream         text        not null,
    version        bigint      not null,
    event_id       text        not null,
    actor          text,
    principal      text,
    client         text,
    correlation_id text,
    causation_id   text,
    because        text
);

-- after the load
alter table audit_entry add primary key (position);
create index audit_entry_by_actor on audit_entry (actor, position);
create index audit_entry_by_principal on audit_entry (principal, position);
create index audit_entry_by_client on audit_entry (client, position);
create index audit_entry_by_type on audit_entry (type, position);
create index audit_entry_by_stream on audit_entry (stream, position);
create index audit_entry_by_correlation on audit_entry (correlation_id, position);
create index audit_entry_by_event on audit_entry (event_id);
