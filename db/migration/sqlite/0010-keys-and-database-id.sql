-- What is deleted here is overwritten too, as far as this file goes: kept replies may hold tokens.
PRAGMA secure_delete = ON;

-- Only what had an effect is kept under a key; a refusal leaves its key free. The schema holds that too.
ALTER TABLE idempotency_key RENAME TO idempotency_key_before;

CREATE TABLE idempotency_key (
    -- Who sent it: keys of different callers never meet.
    caller       TEXT NOT NULL,
    key          TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status       INTEGER NOT NULL CONSTRAINT kept_reply_is_a_success CHECK (status BETWEEN 200 AND 299),
    content_type TEXT NOT NULL,
    location     TEXT,
    body         BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    CONSTRAINT idempotency_key_once PRIMARY KEY (caller, key)
) STRICT;

-- A reply that holds a token is not kept. Nothing else that the administrator is answered begins so.
INSERT INTO idempotency_key (caller, key, request_hash, status, content_type, location, body, created_at)
SELECT caller, key, request_hash, status, content_type, location, body, created_at FROM idempotency_key_before
WHERE status BETWEEN 200 AND 299 AND NOT (caller = 'admin' AND CAST(body AS TEXT) LIKE '{"token":%');

DROP TABLE idempotency_key_before;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

PRAGMA secure_delete = OFF;

-- The database's id, which users' tokens carry. A shop that takes another's place may have got one already.
INSERT INTO setting (name, value) VALUES ('database-id', lower(hex(randomblob(16)))) ON CONFLICT (name) DO NOTHING;
