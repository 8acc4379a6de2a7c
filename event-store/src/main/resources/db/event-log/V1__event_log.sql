-- The book of original entry. A row is written once and never changes.
create table domain_event (
    position         bigint      primary key,
    stream           text        not null,
    version          bigint      not null,
    stream_type      text,
    event_id         text        not null,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text,
    payload          json        not null,
    metadata         json        not null,
    unique (stream, version)
);
create index domain_event_recorded_at on domain_event (recorded_at);

comment on column domain_event.position is 'Order of the whole log, from 0, without holes: an event becomes visible after all below it.';
comment on column domain_event.stream is 'The aggregate, such as order-<uuid>.';
comment on column domain_event.version is 'Place in the stream, from 0, without holes.';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the event log is append only: % on % refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on domain_event
    for each row execute function refuse_change();
create trigger append_only_truncate before truncate on domain_event
    for each statement execute function refuse_change();

-- Derived from the events, so it may be thrown away at any time.
create table snapshot (
    stream           text        primary key,
    version          bigint      not null,
    stream_type      text,
    event_id         text        not null,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text,
    payload          json        not null,
    metadata         json        not null
);

-- Each seal is a hash over a range of the log and over the seal before it: nothing sealed can change unnoticed.
create table seal (
    last_position  bigint      primary key,
    first_position bigint      not null unique,
    sealed_at      timestamptz not null,
    root           bytea       not null,
    previous       bytea       not null,
    hash           bytea       not null
);
comment on column seal.root is 'SHA-256 over the events of the range, in the order of the log.';
comment on column seal.hash is 'SHA-256 over previous, first_position, last_position, sealed_at and root.';
create trigger append_only before update or delete on seal
    for each row execute function refuse_change();
create trigger append_only_truncate before truncate on seal
    for each statement execute function refuse_change();
