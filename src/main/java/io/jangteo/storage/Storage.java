package io.jangteo.storage;

import io.jangteo.config.Config;
import io.jangteo.config.OnDifference;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.MemoryDirectory;
import io.jangteo.database.PostgresDatabase;
import io.jangteo.database.PostgresSession;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.SharedSettings;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.database.Tx;
import io.jangteo.dataplatform.Destination;
import io.jangteo.dataplatform.HttpSink;
import io.jangteo.dataplatform.JournalSink;
import io.jangteo.dataplatform.Sink;
import io.jangteo.dataplatform.WebhookSecret;
import io.jangteo.security.Secrets;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opened storage of a shop.
 *
 * @param directory of a server alone; with a shared database it holds at most the journal
 * @param session the server's own connection to a shared database, or {@code null} for an embedded one
 */
public record Storage(
        Config config,
        DataDirectory directory,
        Database database,
        @Nullable PostgresSession session,
        Secrets secrets) {
    /** Connections for reads beside those of requests, so that neither waits for the other: recurring work, exports. */
    private static final int BACKGROUND_READERS = 4;

    private static final Logger LOGGER = LoggerFactory.getLogger(Storage.class);
    private static final String BALANCE_MAX = "balance-max";

    /**
     * Opens what the settings name, and creates it if it is absent.
     *
     * @param opened gets each part as soon as it has to be closed, the last one first
     * @throws RuntimeException whose message says why it cannot be used
     */
    public static Storage open(
            Config config, InstantSource clock, PrometheusRegistry registry, Consumer<AutoCloseable> opened) {
        DataDirectory directory = directory(config, opened);
        if (!config.isShared()) {
            Database database = sqlite(config, directory, clock, registry);
            opened.accept(database);
            return new Storage(config, directory, database, null, Secrets.in(directory));
        }
        PostgresSettings settings = new PostgresSettings(
                Objects.requireNonNull(config.database()),
                config.databasePassword(),
                config.poolSize(),
                config.writeQueueWait(),
                config.writeBatchMax(),
                config.writeQueueMax());
        Database database = PostgresDatabase.open(settings, clock, registry);
        opened.accept(database);
        PostgresSession session = PostgresSession.open(settings, clock);
        opened.accept(session);
        return new Storage(config, directory, database, session, Secrets.in(database));
    }

    /**
     * Compares the settings that all servers of a shared database must share, and stores those that are not stored yet.
     *
     * @param applyBalanceLimit puts the limit of balances into the rows of the users
     * @throws io.jangteo.database.SettingsDiffer if one differs from the stored one and is not adopted
     */
    public void agree(Consumer<Tx> applyBalanceLimit) {
        if (session != null) {
            boolean adopts = config.settings() == OnDifference.ADOPT;
            SharedSettings.agree(session, config.sharedSettings(), adopts, (tx, stored) -> {
                if (stored.contains(BALANCE_MAX)) {
                    applyBalanceLimit.accept(tx);
                }
            });
        }
    }

    /** Runs the work in a transaction before the shop serves; with a shared database it may take any time. */
    public <T> T prepare(Function<Tx, T> work) {
        return session == null ? database.write(work) : session.write(work);
    }

    /**
     * Keeps the other servers of a shared database aware of this one.
     *
     * @param onDifference runs if the connection was lost and the settings were changed meanwhile
     */
    public void watch(Runnable onDifference) {
        if (session != null) {
            session.watch(() -> {
                List<String> differences =
                        database.read(handle -> SharedSettings.differences(handle, config.sharedSettings()));
                if (!differences.isEmpty()) {
                    LOGGER.error("Start this server again with other settings: {}", String.join("; ", differences));
                    onDifference.run();
                }
            });
        }
    }

    /** Returns the receiver of paid orders: a journal file, unless an address is configured. */
    public Sink sink() {
        if (config.dataPlatform() == null) {
            return new JournalSink(directory.dataPlatformJournal());
        }
        List<String> keys = config.dataPlatformSecrets().isEmpty()
                ? List.of(secrets.webhookSecret(WebhookSecret.PREFIX))
                : config.dataPlatformSecrets();
        // Receivers compare the time of an attempt with their own clock, so it must be the real time.
        return new HttpSink(
                new Destination(config.dataPlatform(), config.dataPlatformPrivate()),
                keys.stream().map(WebhookSecret::parse).toList(),
                config.dataPlatformTimeout(),
                InstantSource.system());
    }

    private static DataDirectory directory(Config config, Consumer<AutoCloseable> opened) {
        if (config.inMemory()) {
            MemoryDirectory memory = new MemoryDirectory();
            opened.accept(memory);
            opened.accept(memory.directory().create().lock());
            return memory.directory();
        }
        DataDirectory directory = new DataDirectory(config.data(), config.sharedData());
        // With a shared database, only a journal needs it.
        if (!config.isShared() || config.dataPlatform() == null) {
            opened.accept(directory.create().lock());
        }
        return directory;
    }

    private static Database sqlite(
            Config config, DataDirectory directory, InstantSource clock, PrometheusRegistry registry) {
        SqliteSettings settings = new SqliteSettings(
                config.writeBatchMax(),
                config.writeQueueMax(),
                config.writeQueueWait(),
                config.readers() + BACKGROUND_READERS,
                SqliteSettings.DEFAULT_READ_LIMIT,
                config.inMemory());
        return SqliteDatabase.open(directory.databaseToServe(), settings, clock, registry);
    }
}
