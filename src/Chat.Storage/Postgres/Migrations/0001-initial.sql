-- Times are milliseconds since 1970 UTC. Texts are stored as written. Ids and names compare by code point, as everywhere else.

CREATE TABLE users (
    id       text COLLATE "C" PRIMARY KEY,
    name     text COLLATE "C" NOT NULL,
    folded   text COLLATE "C" NOT NULL,
    skeleton text COLLATE "C" NOT NULL,
    guest    boolean NOT NULL,
    seen_at  bigint NOT NULL,
    retired  boolean NOT NULL
);

-- Only the hash of a token is kept.
CREATE TABLE tokens (
    hash    text COLLATE "C" PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL,
    expires bigint
);

CREATE INDEX tokens_by_user ON tokens (user_id);

-- A private pair is a room without a name; its skeleton is its id. Every batch of messages updates last_seq: space is left on
-- each page, so that no index is touched for it.
CREATE TABLE rooms (
    no       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id       text COLLATE "C" NOT NULL UNIQUE,
    pair     boolean NOT NULL,
    name     text COLLATE "C" NOT NULL,
    skeleton text COLLATE "C" NOT NULL UNIQUE,
    topic    text NOT NULL DEFAULT '',
    last_seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 60);

CREATE INDEX rooms_by_name ON rooms (name) WHERE NOT pair;

CREATE TABLE members (
    room    bigint NOT NULL REFERENCES rooms (no),
    user_id text COLLATE "C" NOT NULL,
    role    text NOT NULL,
    read    bigint NOT NULL,
    PRIMARY KEY (room, user_id)
) WITH (fillfactor = 80);

CREATE INDEX members_by_user ON members (user_id);

-- (room, seq) numbers a room's messages without a hole; (room, author, key) posts a message once, however often it is sent.
-- no is the order of storing: within a room always that of seq; between rooms that of the writer, while messages of two nodes
-- that commit at the same moment may appear in any order.
-- The room is no foreign key: rooms are never deleted, the writer holds the room's row, and the check would cost a look-up a message.
CREATE TABLE messages (
    no        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room      bigint NOT NULL,
    seq       bigint NOT NULL,
    at        bigint NOT NULL,
    author    text COLLATE "C" NOT NULL,
    from_name text COLLATE "C" NOT NULL,
    text      text NOT NULL,
    key       text COLLATE "C" NOT NULL,
    kind      text,
    UNIQUE (room, seq)
);

-- In this order it also finds what a user has written.
CREATE UNIQUE INDEX messages_by_key ON messages (author, key, room);

-- The number of each writer's last batch. It is written with the batch, so it tells whether a commit whose answer was lost is stored.
CREATE TABLE commits (
    writer uuid PRIMARY KEY,
    batch  bigint NOT NULL,
    at     timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10);
