-- A registered user's account: the password as a hash with its parameters ($argon2id$…).
CREATE TABLE accounts (
    user_id    text COLLATE "C" PRIMARY KEY,
    password   text NOT NULL,
    created_at bigint NOT NULL,
    disabled   boolean NOT NULL DEFAULT false
);

-- Only the hash of an invite is kept, until it is used.
CREATE TABLE invites (
    hash    text COLLATE "C" PRIMARY KEY,
    expires bigint NOT NULL
);

ALTER TABLE tokens
    ADD COLUMN created_at bigint NOT NULL DEFAULT 0,
    ADD COLUMN seen_at bigint NOT NULL DEFAULT 0,
    ADD COLUMN client text;
