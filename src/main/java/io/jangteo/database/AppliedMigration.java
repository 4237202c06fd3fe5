package io.jangteo.database;

/** A schema file that a database has been through. */
record AppliedMigration(int version, String name, String checksum) {}
