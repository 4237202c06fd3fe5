-- The caller's own id of an offer, given when it was made.
ALTER TABLE coupon ADD COLUMN reference TEXT CONSTRAINT coupon_reference_is_an_id
    CHECK (length(reference) BETWEEN 1 AND 64 AND reference NOT GLOB '*[^A-Za-z0-9._-]*');
CREATE UNIQUE INDEX coupon_reference_once ON coupon (reference) WHERE reference IS NOT NULL;
-- When the offer was closed, for good. Nothing is issued once it is set, whatever the clock says.
ALTER TABLE coupon ADD COLUMN closed_at INTEGER;

-- What an offer said from its making or from a change on: the newest row is what it says now. All of them are written
-- under the lock of the offer's row, so a row with a higher id is a later one.
CREATE TABLE coupon_change (
    id          INTEGER PRIMARY KEY,
    coupon_id   INTEGER NOT NULL REFERENCES coupon (id),
    -- How many were issued by then. Higher ranks were issued under this row, until the next one.
    issued      INTEGER NOT NULL,
    name        TEXT NOT NULL,
    quantity    INTEGER NOT NULL,
    issue_from  INTEGER,
    issue_until INTEGER,
    closed_at   INTEGER,
    at          INTEGER NOT NULL,
    CONSTRAINT change_leaves_room_for_the_issued CHECK (issued BETWEEN 0 AND quantity)
) STRICT;

CREATE INDEX coupon_change_by_coupon ON coupon_change (coupon_id, id);
INSERT INTO coupon_change (coupon_id, issued, name, quantity, issue_from, issue_until, at)
SELECT id, 0, name, quantity, issue_from, issue_until, created_at FROM coupon ORDER BY id;

-- When the administrator took an issued coupon back, and why. It keeps its rank.
ALTER TABLE issued_coupon ADD COLUMN revoked_at INTEGER CONSTRAINT revoked_coupon_is_not_used
    CHECK (revoked_at IS NULL OR used_at IS NULL);
ALTER TABLE issued_coupon ADD COLUMN revoke_reason TEXT CONSTRAINT revoked_coupon_has_its_reason
    CHECK ((revoked_at IS NULL) = (revoke_reason IS NULL) AND length(revoke_reason) BETWEEN 1 AND 100);

-- The administrator counts and lists these. Each holds its condition too, so that counting needs no look at the rows.
CREATE INDEX issued_coupon_used ON issued_coupon (coupon_id, rank, used_at) WHERE used_at IS NOT NULL;
CREATE INDEX issued_coupon_revoked ON issued_coupon (coupon_id, rank, revoked_at) WHERE revoked_at IS NOT NULL;
