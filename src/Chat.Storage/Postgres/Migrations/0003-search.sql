-- What a message is found by. The server cuts texts into words itself, so that every storage finds the same, and fills this in for messages that have none:
-- those of earlier versions at the start, all others when they are stored.
ALTER TABLE messages ADD words tsvector;

CREATE INDEX messages_without_words ON messages (no) WHERE words IS NULL;

-- New entries wait in a list that each search reads whole and a writer empties when it is full: it is kept short.
CREATE INDEX messages_by_words ON messages USING gin (words) WITH (gin_pending_list_limit = 512);
