-- Messages get a number of their own, no: their place in the order in which the database took them. Within a room it grows with seq.
-- Of old messages it follows from their times, but for a clock that was set back within a room.

CREATE TABLE messages_by_no (
    no        INTEGER PRIMARY KEY,
    room      INTEGER NOT NULL REFERENCES rooms (no),
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    author    TEXT NOT NULL,
    from_name TEXT NOT NULL,
    text      TEXT NOT NULL,
    key       TEXT NOT NULL,
    kind      TEXT
);

INSERT INTO messages_by_no (room, seq, at, author, from_name, text, key, kind)
SELECT room, seq, at, author, from_name, text, key, kind
FROM (SELECT *, max(at) OVER (PARTITION BY room ORDER BY seq) AS latest FROM messages)
ORDER BY latest, room, seq;

DROP TABLE messages;

ALTER TABLE messages_by_no RENAME TO messages;

CREATE UNIQUE INDEX messages_by_seq ON messages (room, seq);

CREATE UNIQUE INDEX messages_by_key ON messages (room, author, key);

-- The index holds words and no texts. Words are cut by the server (search_text), so that every storage finds the same; the tokenizer only parts them at
-- blanks. A message's room and its author's name are words, too, in columns of their own: so a search in one room does not read what others hold.
CREATE VIRTUAL TABLE search USING fts5 (text, room, author, content = '', contentless_delete = 1, tokenize = 'ascii');

INSERT INTO search (rowid, text, room, author) SELECT no, search_text(text), search_room(room), search_author(from_name) FROM messages;

CREATE TRIGGER messages_deleted AFTER DELETE ON messages BEGIN
    DELETE FROM search WHERE rowid = old.no;
END;
