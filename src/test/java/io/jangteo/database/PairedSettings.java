package io.jangteo.database;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;

/** A database with two settings that always change together: a copy in which they differ is torn. */
final class PairedSettings {
    private PairedSettings() {}

    static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry());
    }

    static void make(Path file, int value) {
        try (SqliteDatabase shop = open(file)) {
            put(shop, value);
        }
    }

    static void put(Database shop, int value) {
        shop.write(tx -> {
            put(tx, "left", value);
            put(tx, "right", value);
            return null;
        });
    }

    static int left(Path file) {
        return get(file, "left");
    }

    static int right(Path file) {
        return get(file, "right");
    }

    /** Changes the file directly, bypassing the shop and its rules. */
    static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute(sql);
        }
    }

    private static void put(Tx tx, String name, int value) {
        tx.handle()
                .createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind("name", name)
                .bind("value", Integer.toString(value))
                .execute();
    }

    private static int get(Path file, String name) {
        try (SqliteConnection connection = SqliteConnection.forReading(file)) {
            return connection
                    .handle()
                    .createQuery("SELECT value FROM setting WHERE name = :name")
                    .bind("name", name)
                    .mapTo(Integer.class)
                    .one();
        }
    }
}
