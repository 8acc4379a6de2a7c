-- Which generations of read models there are, and how far those are that are being built. What query-side and
-- operators see of it is this table. Rows stay when a generation is gone, so that no number is used twice.
create table generation (
    model             text             not null,
    number            integer          not null,
    version           integer          not null,
    state             text             not null,
    phase             text             not null,
    purpose           text             not null,
    target            bigint           not null,
    position          bigint           not null default -1,
    events_per_second double precision not null default 0,
    nodes             text[]           not null default '{}',
    started_at        timestamptz      not null default now(),
    changed_at        timestamptz      not null default now(),
    sampled_at        timestamptz      not null default now(),
    live_at           timestamptz,
    failed_position   bigint,
    failed_event      text,
    cause             text,
    differing         integer,
    gone              boolean          not null default false,
    primary key (model, number)
);
create unique index one_live on generation (model, version) where state = 'LIVE';
create unique index one_build on generation (model, version) where state in ('BUILDING', 'PAUSED', 'FAILED');

comment on column generation.number is 'The tables are in the schema <model>_g<number>; number 0 are the tables of releases before generations, in the schema <model>.';
comment on column generation.version is 'Of the model, as the release that follows it knows it: its views are in the schema <model>_v<version>.';
comment on column generation.changed_at is 'When state or phase changed.';
comment on column generation.differing is 'Rows of the live generation that are not what a generation built to be compared with them says.';
comment on column generation.gone is 'Its tables, tokens and letters are dropped.';

-- What a comparison has found: which rows, and in which columns, but none of their values.
create table difference (
    model      text   not null,
    number     integer not null,
    table_name text   not null,
    key        text   not null,
    columns    text[] not null,
    primary key (model, number, table_name, key),
    foreign key (model, number) references generation
);
