package io.jangteo.database;

/** A migration that was applied to a database. */
record AppliedMigration(int version, String name, String checksum) {}
