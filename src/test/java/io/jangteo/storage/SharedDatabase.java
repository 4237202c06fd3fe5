package io.jangteo.storage;

import io.jangteo.Jangteo;
import io.jangteo.cluster.PostgresServer;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.ApiCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An empty PostgreSQL database for servers in this process, each with a directory of its own. */
final class SharedDatabase implements AutoCloseable {
    static final String ADMIN_KEY = "an-admin-key-for-all";

    private final PostgresServer server = PostgresServer.shared();
    private final String url = server.newDatabase();
    private final Path directories;
    private final AtomicInteger started = new AtomicInteger();
    private final List<Jangteo> servers = new CopyOnWriteArrayList<>();

    SharedDatabase(Path directories) {
        this.directories = directories;
    }

    String url() {
        return url;
    }

    String name() {
        return value("SELECT current_database()");
    }

    String password() {
        return server.password();
    }

    Jangteo start() {
        return start(settings -> settings);
    }

    Jangteo start(UnaryOperator<ConfigBuilder> settings) {
        ConfigBuilder builder = Config.builder()
                .port(0)
                .data(directory(started.getAndIncrement()))
                .database(url)
                .databasePassword(server.password())
                .poolSize(4)
                .adminKey(ADMIN_KEY);
        Jangteo shop = Jangteo.start(settings.apply(builder).build());
        servers.add(shop);
        return shop;
    }

    /** Returns the directory of the server that was started as that one, from 0. */
    Path directory(int number) {
        return directories.resolve("server-" + number);
    }

    static ApiCall api(Jangteo shop) {
        return ApiCall.to(shop.baseUrl()).basePath("/api/v1");
    }

    static ApiCall admin(Jangteo shop) {
        return api(shop).bearer(ADMIN_KEY);
    }

    void execute(String sql) {
        try (Connection connection = server.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException thrown) {
            throw new AssertionError(sql, thrown);
        }
    }

    String value(String sql) {
        try (Connection connection = server.connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException thrown) {
            throw new AssertionError(sql, thrown);
        }
    }

    /** Ends all connections of the servers. */
    void cutConnections() {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    @Override
    public void close() {
        servers.forEach(Jangteo::close);
        server.dropDatabase(url);
    }
}
