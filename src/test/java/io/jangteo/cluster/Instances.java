package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.OpenShop;
import io.jangteo.TestShop;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.ApiCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Several instances of one empty shop, all in this process, with a database and a Redis of their own. */
public final class Instances implements AutoCloseable {
    /** Few: whoever waits for a connection is patient, and whoever waits for a row that all want, for seconds only. */
    private static final int CONNECTIONS_MAX = 4;

    private final PostgresServer server = PostgresServer.shared();
    private final String databaseUrl = server.newDatabase();
    private final RedisServer redis = RedisServer.open();
    private final Path directory;
    private final List<OpenShop> shops = new ArrayList<>();

    private Instances() throws IOException {
        this.directory = ServerProcess.newDirectory("instances");
    }

    /** Starts them one after another; the administrator's key is {@link TestShop#ADMIN_KEY}. */
    public static Instances start(int count, UnaryOperator<ConfigBuilder> settings) {
        Instances instances;
        try {
            instances = new Instances();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        try {
            for (int i = 0; i < count; i++) {
                instances.add(settings);
            }
            return instances;
        } catch (RuntimeException | Error thrown) {
            instances.close();
            throw thrown;
        }
    }

    private void add(UnaryOperator<ConfigBuilder> settings) {
        Path data = directory.resolve("instance-" + shops.size());
        shops.add(OpenShop.start(
                data,
                standard -> settings.apply(standard.database(databaseUrl)
                        .databasePassword(server.password())
                        .redis(URI.create(redis.address()))
                        .poolSize(CONNECTIONS_MAX)
                        .adminKey(TestShop.ADMIN_KEY))));
    }

    public OpenShop get(int instance) {
        return shops.get(instance);
    }

    /** Returns the addresses, without a slash at the end. */
    public List<String> addresses() {
        return shops.stream().map(shop -> shop.address().toString()).toList();
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    /** Empties the shop, and sets all clocks to the real time. */
    public void reset() {
        administrator(addresses().get(0)).post("/admin/reset").require(200);
        redis.flush();
        for (OpenShop shop : shops) {
            shop.tickFrom(shops.get(0).now());
            shop.forgetCaches();
        }
    }

    /** Fails unless each instance finds the books balanced. */
    public void assertBalanced() {
        for (String address : addresses()) {
            String books =
                    administrator(address).get("/admin/books").require(200).text();
            assertThat(books).as("the books").contains("\"balanced\":true");
        }
    }

    @Override
    public void close() {
        shops.forEach(OpenShop::close);
        redis.close();
        server.dropDatabase(databaseUrl);
        ServerProcess.deleteTree(directory);
    }

    private static ApiCall administrator(String address) {
        return ApiCall.to(address).basePath("/api/v1").bearer(TestShop.ADMIN_KEY);
    }
}
