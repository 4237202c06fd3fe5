-- The parts of three characters of a name, in small letters: of A to Z alone, whatever the locale of the database.
CREATE FUNCTION name_parts(name TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
RETURN ARRAY(
    SELECT DISTINCT substr(lower(name COLLATE "C"), place, 3) FROM generate_series(1, length(name) - 2) AS place);

-- Finds names by a part of three characters or more. Written when a name is given or changed, and by nothing else; at once,
-- as a list of what is still to be written would have to be read by every search.
CREATE INDEX shop_user_by_name_part ON shop_user USING gin (name_parts(name)) WITH (fastupdate = off);
CREATE INDEX product_by_name_part ON product USING gin (name_parts(name)) WITH (fastupdate = off);
