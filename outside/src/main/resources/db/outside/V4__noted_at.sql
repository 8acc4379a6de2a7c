alter table call add column noted_at timestamptz not null default now();
comment on column call.noted_at is 'From here on the other side has its time; what lies before is our own backlog.';
