-- Who is there. Each process says once a second that it lives; what it claims of token_entry is its own for as long as
-- it does, and segments are divided over those who live. A row is replaced all the time, and nothing rests on its
-- being durable.
create table process (
    name       text        primary key,
    processors text[]      not null,
    refuses    text[]      not null,
    joined_at  timestamptz not null,
    beat_at    timestamptz not null
) with (fillfactor = 50);
comment on column process.name is 'As token_entry.owner has it: never used again by another process.';
comment on column process.processors is 'The event processors that it runs.';
comment on column process.refuses is 'Segments (processor/number) at which it has failed again and again: others should try.';
