package io.jangteo.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach and use a PostgreSQL server.
 *
 * @param url the JDBC address, without a password
 * @param password the password, or {@code null} if the server asks for none
 * @param connectionsMax the most connections of this process for requests
 * @param queueWait how long a request may wait for a connection before it is refused
 * @param batchMax the most requests that may share one commit
 * @param queueMax the most requests that may wait for a shared commit
 */
public record PostgresSettings(
        String url, @Nullable String password, int connectionsMax, Duration queueWait, int batchMax, int queueMax) {
    /** The settings of a command, which opens its own connections. */
    public PostgresSettings(String url, @Nullable String password) {
        this(url, password, 1, SqliteSettings.DEFAULT_QUEUE_WAIT, 1, 1);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return url;
    }
}
