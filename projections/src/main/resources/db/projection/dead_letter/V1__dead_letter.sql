-- Events that a projection could not handle, and the later ones of their sequences. Axon writes and
-- reads instants as ISO text in UTC; the collation makes their order that of time, everywhere.
create table letter (
    id                 text   primary key,
    projection         text   not null,
    sequence           text   not null,
    sequence_index     bigint not null,
    message_type       text   not null,
    event_id           text   not null,
    event_at           text   collate "C" not null,
    payload_type       text   not null,
    payload_revision   text,
    payload            bytea  not null,
    metadata           bytea,
    stream_type        text,
    stream             text,
    version            bigint,
    token_type         text,
    token              bytea,
    enqueued_at        text   collate "C" not null,
    last_touched       text   collate "C",
    processing_started text   collate "C",
    cause_type         text,
    cause_message      text,
    diagnostics        bytea,
    unique (projection, sequence, sequence_index)
);
