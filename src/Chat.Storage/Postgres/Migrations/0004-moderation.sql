-- How rooms are used, who may not, who may, and what was done about it.

ALTER TABLE rooms
    ADD COLUMN access text NOT NULL DEFAULT 'public',
    ADD COLUMN read_only boolean NOT NULL DEFAULT false,
    ADD COLUMN slow_seconds integer NOT NULL DEFAULT 0,
    ADD COLUMN topic_locked boolean NOT NULL DEFAULT false;

-- What everyone's list of rooms is read from, so that it does not step over private ones. Who sees those finds them by membership or invitation.
CREATE INDEX rooms_listed ON rooms (name) WHERE NOT pair AND access <> 'private';

-- Bans and mutes. Room 0 is the whole server. A target of the kind 'user' is the user's id.
CREATE TABLE sanctions (
    room        bigint NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    target_kind text COLLATE "C" NOT NULL,
    target      text COLLATE "C" NOT NULL,
    shown       text NOT NULL,
    by_name     text NOT NULL,
    at          bigint NOT NULL,
    until       bigint,
    reason      text,
    PRIMARY KEY (room, kind, target_kind, target)
);

CREATE INDEX sanctions_by_user ON sanctions (target) WHERE target_kind = 'user';

CREATE INDEX sanctions_by_end ON sanctions (until) WHERE until IS NOT NULL;

-- Leave to join a room. (The table invites holds leave to register.)
CREATE TABLE invitations (
    room    bigint NOT NULL REFERENCES rooms (no),
    user_id text COLLATE "C" NOT NULL,
    by_name text NOT NULL,
    at      bigint NOT NULL,
    expires bigint NOT NULL,
    PRIMARY KEY (room, user_id)
);

CREATE INDEX invitations_by_user ON invitations (user_id);

CREATE INDEX invitations_by_end ON invitations (expires);

-- The text is the message's own: it is gone with it.
CREATE TABLE reports (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room      bigint NOT NULL REFERENCES rooms (no),
    seq       bigint NOT NULL,
    from_name text NOT NULL,
    user_id   text COLLATE "C" NOT NULL,
    by_name   text NOT NULL,
    reason    text NOT NULL,
    at        bigint NOT NULL,
    closed_by text,
    closed_at bigint
);

CREATE INDEX reports_open ON reports (room, id) WHERE closed_at IS NULL;

CREATE INDEX reports_closed ON reports (closed_at) WHERE closed_at IS NOT NULL;

-- The audit log. Lines are added and, when they are old, removed; none is ever changed.
CREATE TABLE acts (
    no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room    bigint REFERENCES rooms (no),
    at      bigint NOT NULL,
    by_user text COLLATE "C",
    by_name text NOT NULL,
    name    text NOT NULL,
    target  text,
    detail  text,
    until   bigint,
    reason  text
);

CREATE INDEX acts_by_room ON acts (room, no);

CREATE INDEX acts_by_time ON acts (at);

ALTER TABLE accounts ADD COLUMN admin boolean NOT NULL DEFAULT false;

CREATE INDEX accounts_of_admins ON accounts (user_id) WHERE admin;
