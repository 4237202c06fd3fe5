-- The first reply to each Idempotency-Key, kept to be given again.
CREATE TABLE idempotency_key (
    -- Who sent it: keys of different callers never meet.
    caller       TEXT NOT NULL,
    key          TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status       INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    location     TEXT,
    body         BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    CONSTRAINT idempotency_key_once PRIMARY KEY (caller, key)
) STRICT;

CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

-- Small facts the server keeps about itself, such as how far the test clock was advanced.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
