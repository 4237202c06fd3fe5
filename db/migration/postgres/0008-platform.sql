-- The first reply to each Idempotency-Key, kept to be given again.
CREATE TABLE idempotency_key (
    -- Who sent it: keys of different callers never meet.
    caller       TEXT COLLATE "C" NOT NULL,
    key          TEXT COLLATE "C" NOT NULL,
    request_hash BYTEA NOT NULL,
    status       BIGINT NOT NULL,
    content_type TEXT NOT NULL,
    location     TEXT,
    body         BYTEA NOT NULL,
    created_at   BIGINT NOT NULL,
    CONSTRAINT idempotency_key_once PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

-- Small facts the server keeps about itself, such as how far the test clock was advanced.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
