-- A registered user's account: the password as a hash with its parameters ($argon2id$…).
CREATE TABLE accounts (
    user_id    TEXT PRIMARY KEY,
    password   TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled   INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Only the hash of an invite is kept, until it is used.
CREATE TABLE invites (
    hash    TEXT PRIMARY KEY,
    expires INTEGER NOT NULL
) WITHOUT ROWID;

ALTER TABLE tokens ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tokens ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tokens ADD COLUMN client TEXT;
