package io.jangteo;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.config.ConfigBuilder;

/** The engine on which this run of the tests plays: {@code -Djangteo.engine=postgres}, or else SQLite. */
public final class Engines {
    private static final boolean POSTGRES = "postgres".equals(System.getProperty("jangteo.engine"));

    private Engines() {}

    public static boolean isPostgres() {
        return POSTGRES;
    }

    /** Gives the shop an empty database of its own on the chosen engine. */
    static ConfigBuilder chosen(ConfigBuilder settings) {
        if (!POSTGRES) {
            return settings;
        }
        PostgresServer server = PostgresServer.shared();
        return settings.database(server.newDatabase()).databasePassword(server.password());
    }
}
