-- From where it is looked whether the log says already that an erasure is done: so it is not read from its beginning.
alter table erasure add column log_head bigint not null default -1;
