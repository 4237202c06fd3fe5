package io.jangteo;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.database.Database;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The engine on which this run of the tests plays: {@code -Djangteo.engine=postgres}, or else SQLite. */
public final class Engines {
    private static final boolean POSTGRES = "postgres".equals(System.getProperty("jangteo.engine"));

    /** Fewer than by default: a shop opens them all at its start. */
    private static final int CONNECTIONS_MAX = 10;

    private Engines() {}

    public static boolean isPostgres() {
        return POSTGRES;
    }

    /** Returns the URL of an empty database on the chosen engine; null for SQLite, which has a directory instead. */
    static @Nullable String newDatabase() {
        return POSTGRES ? PostgresServer.shared().newDatabase() : null;
    }

    /** Gives the shop an empty database of its own, which lasts as long as the tests. */
    public static ConfigBuilder chosen(ConfigBuilder settings) {
        return on(newDatabase(), settings);
    }

    /** Gives the shop this database of {@link #newDatabase}. */
    static ConfigBuilder on(@Nullable String database, ConfigBuilder settings) {
        return database == null
                ? settings
                : settings.database(database)
                        .poolSize(CONNECTIONS_MAX)
                        .databasePassword(PostgresServer.shared().password());
    }

    /** Opens an empty database on the chosen engine: that file, or one that lasts as long as the tests. */
    public static Database open(Path file, InstantSource clock, PrometheusRegistry registry) {
        String postgres = newDatabase();
        return postgres == null
                ? SqliteDatabase.open(file, SqliteSettings.defaults(), clock, registry)
                : openPostgres(postgres, clock, registry);
    }

    /** Opens this database of {@link PostgresServer#shared}. */
    public static Database openPostgres(String url, InstantSource clock, PrometheusRegistry registry) {
        Config defaults = Config.builder().build();
        PostgresSettings settings = new PostgresSettings(
                url,
                PostgresServer.shared().password(),
                CONNECTIONS_MAX,
                defaults.writeQueueWait(),
                defaults.writeBatchMax(),
                defaults.writeQueueMax());
        return PostgresDatabase.open(settings, clock, registry);
    }

    /** Deletes the database, to which nobody may be connected. */
    static void drop(@Nullable String database) {
        if (database != null) {
            PostgresServer.shared().dropDatabase(database);
        }
    }
}
