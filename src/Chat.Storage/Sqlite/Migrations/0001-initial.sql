-- Times are milliseconds since 1970 UTC. Texts are stored as written.

CREATE TABLE users (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    folded   TEXT NOT NULL,
    skeleton TEXT NOT NULL,
    guest    INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL,
    retired  INTEGER NOT NULL
) WITHOUT ROWID;

-- Only the hash of a token is kept.
CREATE TABLE tokens (
    hash    TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    expires INTEGER
) WITHOUT ROWID;

CREATE INDEX tokens_by_user ON tokens (user_id);

-- A private pair is a room without a name; its skeleton is its id.
CREATE TABLE rooms (
    no       INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    pair     INTEGER NOT NULL,
    name     TEXT NOT NULL,
    skeleton TEXT NOT NULL UNIQUE,
    topic    TEXT NOT NULL DEFAULT '',
    last_seq INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX rooms_by_name ON rooms (name) WHERE pair = 0;

CREATE TABLE members (
    room    INTEGER NOT NULL REFERENCES rooms (no),
    user_id TEXT NOT NULL,
    role    TEXT NOT NULL,
    read    INTEGER NOT NULL,
    PRIMARY KEY (room, user_id)
) WITHOUT ROWID;

CREATE INDEX members_by_user ON members (user_id);

-- (room, seq) numbers a room's messages without a hole; (room, author, key) posts a message once, however often it is sent.
CREATE TABLE messages (
    room      INTEGER NOT NULL REFERENCES rooms (no),
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    author    TEXT NOT NULL,
    from_name TEXT NOT NULL,
    text      TEXT NOT NULL,
    key       TEXT NOT NULL,
    kind      TEXT,
    PRIMARY KEY (room, seq)
) WITHOUT ROWID;

CREATE UNIQUE INDEX messages_by_key ON messages (room, author, key);
