-- Finds names by a part of three characters or more. Holds no copy of the names, and no places within them: a reader
-- compares what it finds. Written when a name is given or changed, and by nothing else.
CREATE VIRTUAL TABLE user_name_part USING fts5(
    name, content='shop_user', content_rowid='id', tokenize='trigram', detail='none', columnsize=0);
CREATE TRIGGER user_name_given AFTER INSERT ON shop_user BEGIN
    INSERT INTO user_name_part (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER user_name_changed AFTER UPDATE OF name ON shop_user WHEN new.name <> old.name BEGIN
    INSERT INTO user_name_part (user_name_part, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO user_name_part (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER user_name_gone AFTER DELETE ON shop_user BEGIN
    INSERT INTO user_name_part (user_name_part, rowid, name) VALUES ('delete', old.id, old.name);
END;
INSERT INTO user_name_part (user_name_part) VALUES ('rebuild');

CREATE VIRTUAL TABLE product_name_part USING fts5(
    name, content='product', content_rowid='id', tokenize='trigram', detail='none', columnsize=0);
CREATE TRIGGER product_name_given AFTER INSERT ON product BEGIN
    INSERT INTO product_name_part (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER product_name_changed AFTER UPDATE OF name ON product WHEN new.name <> old.name BEGIN
    INSERT INTO product_name_part (product_name_part, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO product_name_part (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER product_name_gone AFTER DELETE ON product BEGIN
    INSERT INTO product_name_part (product_name_part, rowid, name) VALUES ('delete', old.id, old.name);
END;
INSERT INTO product_name_part (product_name_part) VALUES ('rebuild');
