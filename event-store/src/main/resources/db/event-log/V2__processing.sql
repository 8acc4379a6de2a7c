-- How far each segment of each processor has come. The config row is written here, once, so that two nodes
-- that start together on an empty database do not race for it (AxonFramework issue 4802).
create table token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          text,
    token_type     text,
    updated_at     text,
    owner          text,
    primary key (processor_name, segment)
);
insert into token_entry (processor_name, segment, token, token_type, updated_at)
values ('__config', 0, json_build_object('config', json_build_object('id', gen_random_uuid()))::text,
        'org.axonframework.eventhandling.tokenstore.ConfigToken', '2026-01-01T00:00:00Z');

create table saga_entry (
    saga_id   text primary key,
    saga_type text not null,
    revision  text,
    state     json not null
);
create table saga_association (
    saga_type         text not null,
    association_key   text not null,
    association_value text not null,
    saga_id           text not null,
    primary key (saga_type, association_key, association_value, saga_id)
);
create index saga_association_by_saga on saga_association (saga_id);
