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
    saga_id         text primary key,
    revision        text,
    saga_type       text,
    serialized_saga bytea
);
create table saga_association (
    id                bigint generated always as identity primary key,
    association_key   text not null,
    association_value text not null,
    saga_type         text not null,
    saga_id           text not null
);
create index saga_association_by_value on saga_association (saga_type, association_key, association_value);
create index saga_association_by_saga on saga_association (saga_id, saga_type);

-- Deadlines, in the shape that db-scheduler asks for.
create table scheduled_tasks (
    task_name            text                     not null,
    task_instance        text                     not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures int,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
