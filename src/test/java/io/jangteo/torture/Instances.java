package io.jangteo.torture;

import static org.awaitility.Awaitility.await;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.cluster.RedisServer;
import io.jangteo.dataplatform.Receiver;
import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Several processes that are one shop, on a PostgreSQL and a Redis of their own, and with one receiver. */
final class Instances implements AutoCloseable {
    static final String KEY = "an-admin-key-for-torture";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scratch scratch;
    private final Jar jar;
    private final PostgresServer postgres = PostgresServer.ofItsOwn();
    private final RedisServer redis = RedisServer.open();
    private final String url = postgres.newDatabase();
    private final List<JarServer> servers = new ArrayList<>();
    final Receiver receiver = new Receiver();

    Instances(String campaign, int count) throws IOException {
        scratch = new Scratch(campaign);
        jar = new Jar(scratch.directory()).variable("JANGTEO_ADMIN_KEY", KEY);
        IntStream.range(0, count).forEach(i -> servers.add(start(i)));
    }

    /** Starts the instance again, in the place of one that has ended. */
    void restart(int instance) {
        servers.get(instance).awaitEnd();
        servers.set(instance, start(instance));
    }

    JarServer get(int instance) {
        return servers.get(instance);
    }

    int count() {
        return servers.size();
    }

    /** Calls all of them in turn. */
    ShopClient all() {
        return new ShopClient(servers.stream().map(JarServer::address).toList(), KEY);
    }

    /** Calls one of them. */
    ShopClient only(int instance) {
        return new ShopClient(servers.get(instance), KEY);
    }

    /** Waits until the database has ended what a killed instance had begun. */
    void awaitQuiet() {
        await().atMost(PATIENCE)
                .until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND pid <> pg_backend_pid() AND state LIKE '%transaction%'")
                        == 0);
    }

    long number(String sql) {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException thrown) {
            throw new AssertionError(thrown);
        }
    }

    void execute(String sql) {
        try (Connection connection = postgres.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The process that proves the books of the database. */
    Jar.Outcome verify() {
        return jar.run("verify", "--database", url);
    }

    void keepFor(List<String> findings) {
        scratch.keepFor(findings);
    }

    @Override
    public void close() throws IOException {
        servers.forEach(JarServer::close);
        receiver.close();
        redis.close();
        postgres.close();
        scratch.close();
    }

    private JarServer start(int instance) {
        return jar.serve(
                "--database",
                url,
                "--redis",
                redis.address(),
                "--data",
                scratch.directory().resolve("instance-" + instance).toString(),
                "--data-platform",
                receiver.address().toString(),
                "--data-platform-timeout",
                "PT1S",
                "--order-ttl",
                "PT24H",
                "--write-queue-wait",
                "PT1M",
                "--stop-timeout",
                "PT1M");
    }
}
