-- Only what had an effect is kept under a key; a refusal leaves its key free. The schema holds that too.
ALTER TABLE idempotency_key ADD CONSTRAINT kept_reply_is_a_success CHECK (status BETWEEN 200 AND 299);

-- The database's id, which users' tokens carry.
INSERT INTO setting (name, value) VALUES ('database-id', replace(gen_random_uuid()::text, '-', ''))
ON CONFLICT (name) DO NOTHING;
