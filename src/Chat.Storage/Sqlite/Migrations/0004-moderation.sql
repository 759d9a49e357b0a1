-- How rooms are used, who may not, who may, and what was done about it.

ALTER TABLE rooms ADD COLUMN access TEXT NOT NULL DEFAULT 'public';
ALTER TABLE rooms ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN slow_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN topic_locked INTEGER NOT NULL DEFAULT 0;

-- What everyone's list of rooms is read from, so that it does not step over private ones. Who sees those finds them by membership or invitation.
CREATE INDEX rooms_listed ON rooms (name) WHERE pair = 0 AND access <> 'private';

-- Bans and mutes. Room 0 is the whole server. A target of the kind 'user' is the user's id.
CREATE TABLE sanctions (
    room        INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target      TEXT NOT NULL,
    shown       TEXT NOT NULL,
    by_name     TEXT NOT NULL,
    at          INTEGER NOT NULL,
    until       INTEGER,
    reason      TEXT,
    PRIMARY KEY (room, kind, target_kind, target)
) WITHOUT ROWID;

CREATE INDEX sanctions_by_user ON sanctions (target) WHERE target_kind = 'user';

CREATE INDEX sanctions_by_end ON sanctions (until) WHERE until IS NOT NULL;

-- Leave to join a room. (The table invites holds leave to register.)
CREATE TABLE invitations (
    room    INTEGER NOT NULL REFERENCES rooms (no),
    user_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at      INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (room, user_id)
) WITHOUT ROWID;

CREATE INDEX invitations_by_user ON invitations (user_id);

CREATE INDEX invitations_by_end ON invitations (expires);

-- The text is the message's own: it is gone with it. AUTOINCREMENT, here and below: a number is never given again.
CREATE TABLE reports (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    room      INTEGER NOT NULL REFERENCES rooms (no),
    seq       INTEGER NOT NULL,
    from_name TEXT NOT NULL,
    user_id   TEXT NOT NULL,
    by_name   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    at        INTEGER NOT NULL,
    closed_by TEXT,
    closed_at INTEGER
);

CREATE INDEX reports_open ON reports (room, id) WHERE closed_at IS NULL;

CREATE INDEX reports_closed ON reports (closed_at) WHERE closed_at IS NOT NULL;

-- The audit log. Lines are added and, when they are old, removed; none is ever changed.
CREATE TABLE acts (
    no      INTEGER PRIMARY KEY AUTOINCREMENT,
    room    INTEGER REFERENCES rooms (no),
    at      INTEGER NOT NULL,
    by_user TEXT,
    by_name TEXT NOT NULL,
    name    TEXT NOT NULL,
    target  TEXT,
    detail  TEXT,
    until   INTEGER,
    reason  TEXT
);

CREATE INDEX acts_by_room ON acts (room, no);

CREATE INDEX acts_by_time ON acts (at);

ALTER TABLE accounts ADD COLUMN admin INTEGER NOT NULL DEFAULT 0;

CREATE INDEX accounts_of_admins ON accounts (user_id) WHERE admin = 1;
