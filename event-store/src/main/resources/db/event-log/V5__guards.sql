-- An aggregate's state as one release remembers it. Two releases that run side by side would misread each other's,
-- or throw them away: each has its own. Derived from the events, so it may be deleted at any time. The table
-- "snapshot" is what release 0.1.0 uses, and nobody else.
create table release_snapshot (
    stream           text        not null,
    fingerprint      text        not null,
    version          bigint      not null,
    stream_type      text,
    event_id         text        not null,
    recorded_at      timestamptz not null,
    payload_type     text        not null,
    payload_revision text,
    payload          json        not null,
    metadata         json        not null,
    primary key (stream, fingerprint)
);
comment on column release_snapshot.fingerprint is 'A hash of all that the release knows of this type: its events, and the shape of its state.';
comment on column release_snapshot.event_id is 'The event that the state ends with. When that is not in the log, the snapshot is not read.';

alter table seal add column events bigint;
comment on column seal.events is 'How many events the range has; null in seals of release 0.1.0, which did not count.';

-- What lies below the first position would escape every reader and every seal. Validated by the next migration, so
-- that a large log is locked for a moment only.
alter table domain_event add constraint position_from_0 check (position >= 0) not valid;

alter table token_entry add column stopped text;
comment on column token_entry.stopped is 'Why nobody may claim this segment, until an operator has decided; null as a rule.';
