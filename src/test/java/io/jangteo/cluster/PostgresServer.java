package io.jangteo.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL. {@link #shared} is one for all tests of a JVM: the one that the system property
 * {@code jangteo.postgres} names, or else one started for them. {@link #ofItsOwn} is for tests that stop it.
 */
public final class PostgresServer implements AutoCloseable {
    /** Names the server of {@link #shared}: a JDBC URL with a user who may create databases. */
    public static final String URL_PROPERTY = "jangteo.postgres";

    /** Holds the password of that user, for the tests and for the shops that they start. */
    public static final String PASSWORD_VARIABLE = "JANGTEO_DATABASE_PASSWORD";

    /** Far more than a start takes, even where many other processes want the processor. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int CONNECTIONS_MAX = 300;
    private static final int PORTS_TRIED_MAX = 3;

    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private final Runnable closer = this::end;
    private final boolean durable;
    private final @Nullable Path directory;
    private int port;
    private String url;
    private @Nullable EmbeddedPostgres running;

    private PostgresServer(boolean durable) {
        this.durable = durable;
        this.directory = create();
        this.port = Ports.free();
        this.url = ownUrl();
        ServerProcess.atEnd(closer);
    }

    private PostgresServer(String url) {
        this.durable = true;
        this.directory = null;
        this.url = url;
        ServerProcess.atEnd(closer);
    }

    /** Returns the server that all tests of this JVM use; the first call starts it, the end of the JVM stops it. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /**
     * Starts a server that is the caller's alone and can be stopped. What was acknowledged survives {@link #kill}, but
     * would not survive a failure of the machine.
     */
    public static PostgresServer ofItsOwn() {
        return started(false);
    }

    /** Starts one that waits for the disk at each commit, as a server in earnest does: for measurements. */
    public static PostgresServer durable() {
        return started(true);
    }

    /** Returns the JDBC URL of a new, empty database. */
    public String newDatabase() {
        return newDatabase("");
    }

    /** Returns the JDBC URL of a new copy of this database, to which nobody may be connected. */
    public String newDatabaseFrom(String templateUrl) {
        return newDatabase(" TEMPLATE " + new DatabaseUrl(templateUrl).name());
    }

    /** Drops a database of {@link #newDatabase} and ends the connections to it. */
    public void dropDatabase(String databaseUrl) {
        String name = new DatabaseUrl(databaseUrl).name();
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        databases.remove(name);
    }

    /** Returns the password that belongs to the URLs; null if they need none. */
    public @Nullable String password() {
        return directory == null ? System.getenv(PASSWORD_VARIABLE) : null;
    }

    /** Opens a connection of the tests' own to this database. */
    public Connection connect(String databaseUrl) throws SQLException {
        return DriverManager.getConnection(databaseUrl, new DatabaseUrl(databaseUrl).properties(password()));
    }

    /** Ends all connections and stops the server in good order; does nothing if it is stopped. */
    public void stop() {
        EmbeddedPostgres stopping = running;
        running = null;
        if (stopping != null) {
            try {
                stopping.close();
            } catch (IOException thrown) {
                throw new UncheckedIOException(thrown);
            }
        }
    }

    /** Ends all processes of the server at once, as {@code kill -9} does; does nothing if it is stopped. */
    public void kill() {
        if (running != null) {
            running = null;
            Path pidFile = data().resolve("postmaster.pid");
            ServerProcess.kill(pidFile);
            // The next start would take a process for alive whose end nobody has asked for yet.
            delete(pidFile);
            // It is still locked by the object of the killed server; the next start makes another one.
            delete(data().resolve("epg-lock"));
        }
    }

    /** Starts the server again, with the same port and data; does nothing if it runs. */
    public void start() {
        if (running == null) {
            try {
                running = launch();
            } catch (IOException | IllegalStateException thrown) {
                throw new AssertionError("PostgreSQL does not start: " + log(), thrown);
            }
        }
    }

    /**
     * Stops the server and deletes its data; the end of the JVM does so too. A server that was there before the tests
     * only loses their databases.
     */
    @Override
    public void close() {
        ServerProcess.close(closer);
    }

    private static final class Shared {
        private static final PostgresServer SERVER = open();

        private static PostgresServer open() {
            String url = System.getProperty(URL_PROPERTY, "");
            return url.isEmpty() ? started(false) : new PostgresServer(url);
        }
    }

    private static PostgresServer started(boolean durable) {
        PostgresServer server = new PostgresServer(durable);
        for (int tried = 1; ; tried++) {
            try {
                server.start();
                return server;
            } catch (AssertionError thrown) {
                if (tried == PORTS_TRIED_MAX) {
                    server.close();
                    throw thrown;
                }
                // Another process took the port in between.
                server.port = Ports.free();
                server.url = server.ownUrl();
            }
        }
    }

    private void end() {
        if (directory == null) {
            databases.forEach(name -> execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"));
        } else {
            stop();
            ServerProcess.deleteTree(directory);
        }
    }

    private String newDatabase(String clause) {
        String name = "jangteo_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        execute("CREATE DATABASE " + name + clause);
        databases.add(name);
        return new DatabaseUrl(url).withName(name);
    }

    private void execute(String sql) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException thrown) {
            throw new AssertionError(sql, thrown);
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        // Where the programs are unpacked, once for all processes.
        System.setProperty(
                "ot.epg.working-dir", ServerProcess.SERVERS.resolve("programs").toString());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(Redirect.appendTo(logFile()))
                // Sorts as people do, so that an order which depends on the server's locale is seen.
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "ko-KR")
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("max_connections", Integer.toString(CONNECTIONS_MAX))
                // One address: a port that is half another server's is none.
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Nothing outside of the directory: neither sockets in /tmp nor segments in /dev/shm.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("dynamic_shared_memory_type", "mmap")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("full_page_writes", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", "on");
        return builder.start();
    }

    private String ownUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    private Path data() {
        return directory().resolve("data");
    }

    private File logFile() {
        return directory().resolve("log.txt").toFile();
    }

    private String log() {
        try {
            return Files.readString(logFile().toPath());
        } catch (IOException none) {
            return "it has said nothing";
        }
    }

    private Path directory() {
        if (directory == null) {
            throw new IllegalStateException("a server that was there before the tests is not theirs to stop");
        }
        return directory;
    }

    private static Path create() {
        try {
            return ServerProcess.newDirectory("postgres");
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
