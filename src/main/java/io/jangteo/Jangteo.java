package io.jangteo;

import io.jangteo.backup.BackupTask;
import io.jangteo.books.Books;
import io.jangteo.books.BooksReport;
import io.jangteo.config.Config;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.dataplatform.BackOff;
import io.jangteo.dataplatform.DueMessages;
import io.jangteo.dataplatform.EventPruning;
import io.jangteo.dataplatform.Relay;
import io.jangteo.dataplatform.Sink;
import io.jangteo.demo.DemoShop;
import io.jangteo.idempotency.KeyPruning;
import io.jangteo.log.LineQueue;
import io.jangteo.log.Logging;
import io.jangteo.order.OrderExpiry;
import io.jangteo.problem.Problem;
import io.jangteo.race.Races;
import io.jangteo.ranking.RedisDays;
import io.jangteo.schedule.Schedule;
import io.jangteo.schedule.Task;
import io.jangteo.schedule.Threads;
import io.jangteo.security.KeyFile;
import io.jangteo.seed.Seed;
import io.jangteo.seed.Seeded;
import io.jangteo.storage.Storage;
import io.jangteo.testkit.FaultPlan;
import io.jangteo.testkit.Given;
import io.jangteo.testkit.Requests;
import io.jangteo.testkit.TestClock;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testmode.ShopClock;
import io.jangteo.web.Health;
import io.jangteo.web.Server;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The whole shop: creates every part, starts them, and closes them in reverse order. Tests, the command line and
 * embedding programs all start this object.
 */
public final class Jangteo implements AutoCloseable {
    final Services services;
    final @Nullable TestTools testTools;
    private final Server server;
    private final Closing closing;

    private Jangteo(Services services, @Nullable TestTools testTools, Server server, Closing closing) {
        this.services = services;
        this.testTools = testTools;
        this.server = server;
        this.closing = closing;
    }

    /**
     * Starts a shop, which answers requests when this returns.
     *
     * @throws RuntimeException whose message says why it cannot start; nothing is left running then
     */
    public static Jangteo start(Config config) {
        return start(config, null);
    }

    /**
     * Starts a shop in a process that has a log.
     *
     * @param log receives the lines of requests, if any; {@code null} for standard error
     */
    public static Jangteo start(Config config, @Nullable LineQueue log) {
        Closing closing = new Closing();
        try {
            return start(config, log, closing);
        } catch (RuntimeException | Error thrown) {
            closing.close();
            throw thrown;
        }
    }

    private static Jangteo start(Config config, @Nullable LineQueue log, Closing closing) {
        PrometheusRegistry registry = new PrometheusRegistry();
        LineQueue lines =
                log != null || !config.accessLog() ? log : closing.add(Logging.toStandardError(config.logFormat()));

        // Storage.
        if (config.demo()) {
            DemoShop.loadAhead();
        }
        InstantSource clock = config.testMode() ? new ShopClock(InstantSource.system()) : InstantSource.system();
        Storage storage = Storage.open(config, clock, registry, closing::add);
        Database database = storage.database();
        RedisDays redis = config.redis() == null ? null : closing.add(redis(config, database, registry));

        // Services.
        Schedule schedule = closing.add(new Schedule(clock, registry));
        Services services = new Services(storage, clock, redis, schedule, registry);
        storage.agree(services.users::applyBalanceLimit);
        database.onOutcomeUnknown(services::forgetCaches);

        // The initial content, which test mode can change along with outgoing messages.
        Sink sink = storage.sink();
        TestTools testTools = clock instanceof ShopClock shopClock ? TestTools.of(services, shopClock, sink) : null;
        CompletableFuture<Boolean> content = new CompletableFuture<>();
        Threads.daemon(
                        "jangteo-content",
                        () -> content.completeAsync(
                                () -> storage.prepare(testTools == null ? services::prepare : testTools::prepare),
                                Runnable::run))
                .start();

        // Background work.
        Duration receiptLimit = config.dataPlatformTimeout().multipliedBy(2);
        Relay relay = closing.add(new Relay(
                database,
                config.isShared()
                        // A test's clock moves by itself, and the leases with it.
                        ? DueMessages.ofSeveralProcesses(
                                database, receiptLimit, config.testMode() ? clock : null, System::nanoTime)
                        : DueMessages.ofOneProcess(database),
                testTools == null ? sink : testTools.dataPlatform(),
                new BackOff(BackOff.STANDARD_WEBHOOKS, new Random()),
                receiptLimit,
                clock,
                System::nanoTime,
                registry));
        List<Task> tasks = new ArrayList<>(List.of(
                services.ranking.job(),
                new OrderExpiry(database, services.orders, clock),
                services.namedKeys,
                relay,
                new KeyPruning(database, clock, config.idempotencyTtl()),
                new EventPruning(database, clock)));
        if (config.backupEvery() != null) {
            tasks.add(new BackupTask(services.backups, config.backupEvery(), clock, registry));
        }

        // The door.
        Health health = new Health(database, relay::isRunning);
        Server server = closing.add(Door.of(services, health, testTools, lines, registry));
        services.server.set(server);
        // Closed before the server, which would otherwise wait for a running race or check of the books.
        closing.add(services.booksRuns);
        closing.add(services.races);
        if (testTools != null) {
            // Spares the server waiting for requests that a fault delays.
            closing.add(testTools.faults()::clear);
        }
        // Closed first, so that monitoring sees the server leave before it does.
        closing.add(health);

        services.warmUp();
        Threads.joined(content);
        server.start();
        schedule.start(tasks);
        relay.beWatched();
        storage.watch(() -> {
            health.close();
            // What it would change by its own settings, the books of the others would not understand.
            server.drain();
        });
        return new Jangteo(services, testTools, server, closing);
    }

    /** Returns the server's address, without a trailing slash. */
    public String baseUrl() {
        closing.requireOpen();
        String name = services.config.host();
        String host = name.contains(":") ? "[" + name + "]" : name;
        return "http://" + host + ":" + server.port();
    }

    /** Returns the key to the back office and the administrator's calls. */
    public String adminKey() {
        closing.requireOpen();
        String given = services.config.adminKey();
        return given == null ? KeyFile.readOrCreate(services.directory.adminKey()) : given;
    }

    /** Checks that everything in the shop adds up. */
    public BooksReport books() {
        closing.requireOpen();
        return new Books(services.database).check();
    }

    /** Returns a test's fixtures; only in test mode, like all methods below up to {@link #reset()}. */
    public Given given() {
        return test().given();
    }

    /**
     * Fills the empty shop from a seed file; the data platform's messages about it are left out.
     *
     * @param seed the file's text
     * @throws Problem {@code NOT_EMPTY}; {@code MALFORMED_REQUEST} with all faults of the file
     */
    public Seeded seed(String seed) {
        TestTools test = test();
        return Problem.traced(() -> {
            Seed read = services.json.read(seed.getBytes(StandardCharsets.UTF_8), Seed.class);
            return services.database.write(tx -> test.seed(tx, read));
        });
    }

    /** Returns the clock, which a test can move. */
    public TestClock clock() {
        return test().clock();
    }

    /** Returns the data platform, with the messages it received and a switch to make it unavailable. */
    public TestDataPlatform dataPlatform() {
        return test().dataPlatform();
    }

    /** Returns the faults, which a test can add to. */
    public FaultPlan faults() {
        return test().faults();
    }

    /** Returns the requests over HTTP since the last reset, as they were answered. */
    public Requests requests() {
        return new Requests(test().journal().ofTest());
    }

    /** Saves the shop's state under a name of 1 to 64 letters, digits, - or _, replacing an earlier snapshot. */
    public void takeSnapshot(String name) {
        Problem.traced(() -> test().mode().takeSnapshot(name));
    }

    /** Restores the shop and its clock to a snapshot. */
    public void restoreSnapshot(String name) {
        Problem.traced(() -> test().mode().restoreSnapshot(name, tx -> {}));
    }

    /** Resets the shop to its initial content, at real time, without faults. */
    public void reset() {
        test().mode().reset(tx -> {});
    }

    /** Runs the action once the database can no longer be trusted, after pending requests are answered. */
    public void onFatal(Runnable action) {
        services.database.onFatal(() -> {
            server.drain();
            action.run();
        });
    }

    /** Returns the races, which run against this shop's own HTTP port. */
    public Races races() {
        return services.races;
    }

    public Database database() {
        return services.database;
    }

    /** Answers pending requests, and leaves the database in one file. The methods above are refused afterwards. */
    @Override
    public void close() {
        closing.close();
    }

    public boolean isClosed() {
        return closing.isClosed();
    }

    private TestTools test() {
        closing.requireOpen();
        if (testTools == null) {
            throw new IllegalStateException("The shop is not in test mode: Config.builder().testMode(true)");
        }
        return testTools;
    }

    private static RedisDays redis(Config config, Database database, PrometheusRegistry registry) {
        return new RedisDays(
                Objects.requireNonNull(config.redis()),
                config.redisPassword(),
                database.read(DatabaseId::of),
                System::nanoTime,
                registry);
    }
}
