-- Who outside is told, where, and of what. How far is in relay.cursor, as webhook/<uuid>.
create table relay.webhook_subscription (
    id               text        primary key,
    owner            text        not null,
    request          text        not null,
    url              text        not null,
    types            text[]      not null,
    description      text        not null,
    state            text        not null default 'ACTIVE',
    version          bigint      not null default 0,
    created_at       timestamptz not null default now(),
    failures         integer     not null default 0,
    failing_since    timestamptz,
    due_at           timestamptz not null default now(),
    disabled_at      timestamptz,
    disabled_because text,
    check (state in ('ACTIVE', 'DISABLED')),
    check ((state = 'DISABLED') = (disabled_at is not null and disabled_because is not null))
);
create index webhook_subscription_owner on relay.webhook_subscription (owner, id);

comment on column relay.webhook_subscription.request is 'A hash of what was asked for when it was made: a repeated request is known by it.';
comment on column relay.webhook_subscription.version is
    'Counts what people change: whoever works for the subscription looks at it again then.';
comment on column relay.webhook_subscription.failures is 'Attempts that failed since the last one that did not.';

-- What is sent is signed under each secret that is valid.
create table relay.webhook_secret (
    subscription text        not null references relay.webhook_subscription on delete cascade,
    number       integer     not null,
    master       text        not null,
    sealed       bytea       not null,
    valid_until  timestamptz,
    primary key (subscription, number)
);

comment on column relay.webhook_secret.master is 'The name of the master key that it is sealed by.';
comment on column relay.webhook_secret.valid_until is 'Null for the one that was made last.';

-- What could not be delivered, and what waits behind it: where it is in the log, and nothing of what it says.
create table relay.webhook_held (
    subscription     text        not null references relay.webhook_subscription on delete cascade,
    position         bigint      not null,
    event_type       text        not null,
    subject          text        not null,
    attempts         integer     not null default 0,
    first_attempt_at timestamptz,
    due_at           timestamptz not null default now(),
    last_failure     text,
    given_up_at      timestamptz,
    primary key (subscription, position, event_type)
);
create index webhook_held_head on relay.webhook_held (subscription, subject, position) where given_up_at is null;
create index webhook_held_given_up on relay.webhook_held (given_up_at) where given_up_at is not null;

-- Every attempt, for its owner to look at.
create table relay.webhook_attempt (
    id           bigint      generated always as identity primary key,
    subscription text        not null references relay.webhook_subscription on delete cascade,
    position     bigint      not null,
    event_id     text        not null,
    event_type   text        not null,
    subject      text        not null,
    number       integer     not null,
    at           timestamptz not null,
    millis       integer     not null,
    status       integer,
    failure      text
);
create index webhook_attempt_newest on relay.webhook_attempt (subscription, id);
create index webhook_attempt_at on relay.webhook_attempt using brin (at);
