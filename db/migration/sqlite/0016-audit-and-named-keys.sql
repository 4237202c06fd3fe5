-- The keys of administration beside the owner's. A row stays when its key is revoked, so that a name in the audit keeps
-- its meaning.
CREATE TABLE named_key (
    name         TEXT PRIMARY KEY CONSTRAINT named_key_name_is_an_id
                     CHECK (length(name) BETWEEN 1 AND 64 AND name NOT GLOB '*[^A-Za-z0-9._-]*' AND name <> 'owner'),
    -- SHA-256 of the key, which is random and long enough to need no salt.
    hash         BLOB NOT NULL CONSTRAINT named_key_once UNIQUE,
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at   INTEGER
) STRICT;

-- What administration changed: each row is written in the commit of its change.
CREATE TABLE audit_entry (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    key_name   TEXT NOT NULL,
    operation  TEXT NOT NULL,
    target     TEXT NOT NULL,
    reason     TEXT,
    request_id TEXT NOT NULL
) STRICT;

CREATE INDEX audit_entry_by_time ON audit_entry (at, id);
CREATE INDEX audit_entry_by_operation ON audit_entry (operation, at, id);
