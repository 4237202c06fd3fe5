package io.jangteo;

import io.jangteo.books.Books;
import io.jangteo.books.BooksReport;
import io.jangteo.config.Config;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import io.jangteo.database.MemoryDirectory;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.dataplatform.BackOff;
import io.jangteo.dataplatform.Destination;
import io.jangteo.dataplatform.HttpSink;
import io.jangteo.dataplatform.JournalSink;
import io.jangteo.dataplatform.Relay;
import io.jangteo.dataplatform.Sink;
import io.jangteo.dataplatform.WebhookSecret;
import io.jangteo.idempotency.KeyPruning;
import io.jangteo.log.LineQueue;
import io.jangteo.log.Logging;
import io.jangteo.order.OrderExpiry;
import io.jangteo.problem.Problem;
import io.jangteo.race.Races;
import io.jangteo.schedule.Schedule;
import io.jangteo.schedule.Task;
import io.jangteo.security.KeyFile;
import io.jangteo.testkit.FaultPlan;
import io.jangteo.testkit.Given;
import io.jangteo.testkit.TestClock;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testmode.ShopClock;
import io.jangteo.web.Health;
import io.jangteo.web.Server;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The whole shop: builds every part by hand, starts them, and closes them in reverse order. Tests, the command line and
 * whoever embeds the server start this same object.
 */
public final class Jangteo implements AutoCloseable {
    final Services services;
    private final @Nullable TestTools testTools;
    private final Server server;
    private final Closing closing;

    private Jangteo(Services services, @Nullable TestTools testTools, Server server, Closing closing) {
        this.services = services;
        this.testTools = testTools;
        this.server = server;
        this.closing = closing;
    }

    /**
     * Starts a shop; it answers when this returns.
     *
     * @throws RuntimeException whose message says why it cannot be started; nothing is left running then
     */
    public static Jangteo start(Config config) {
        return start(config, null);
    }

    /**
     * The same, for a process that has a log.
     *
     * @param log where the lines of requests go, if any; {@code null} for standard error
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
        DataDirectory directory = config.inMemory()
                ? closing.add(new MemoryDirectory()).directory()
                : new DataDirectory(config.data(), config.sharedData());
        closing.add(directory.create().lock());
        InstantSource clock = config.testMode() ? new ShopClock(InstantSource.system()) : InstantSource.system();
        SqliteDatabase database = closing.add(SqliteDatabase.open(
                directory.databaseToServe(),
                new SqliteSettings(
                        config.writeBatchMax(),
                        config.writeQueueMax(),
                        config.writeQueueWait(),
                        config.readers(),
                        SqliteSettings.DEFAULT_READ_LIMIT,
                        config.inMemory()),
                clock,
                registry));

        // Services.
        Schedule schedule = closing.add(new Schedule(clock, registry));
        Services services = new Services(config, directory, clock, database, schedule, registry);
        database.onOutcomeUnknown(services::forgetCaches);

        // What it starts with; test mode has a say in that, and in what leaves the shop from here on.
        Sink sink = sink(config, directory);
        TestTools testTools = clock instanceof ShopClock shopClock ? TestTools.of(services, shopClock, sink) : null;
        database.write(testTools == null ? services::prepare : testTools::prepare);

        // Background work.
        Relay relay = closing.add(new Relay(
                database,
                testTools == null ? sink : testTools.dataPlatform(),
                new BackOff(BackOff.STANDARD_WEBHOOKS, new Random()),
                config.dataPlatformTimeout().multipliedBy(2),
                clock,
                registry));
        List<Task> tasks = List.of(
                services.ranking.job(),
                new OrderExpiry(database, services.orders, clock),
                relay,
                new KeyPruning(database, clock, config.idempotencyTtl()));

        // The door.
        Health health = new Health(database, relay::isRunning);
        Server server = closing.add(Door.of(services, health, testTools, lines, registry));
        services.server.set(server);
        // Closed before the server: it does not let a race, or a run of the books, go on to its end.
        closing.add(services.booksRuns);
        closing.add(services.races);
        if (testTools != null) {
            // So that the server does not wait for what is only delayed.
            closing.add(testTools.faults()::clear);
        }
        // Closed first: who watches sees it leave before it does.
        closing.add(health);

        server.start();
        schedule.start(tasks);
        relay.beWatched();
        return new Jangteo(services, testTools, server, closing);
    }

    /** Where it answers, without a slash at the end. */
    public String baseUrl() {
        closing.requireOpen();
        String name = services.config.host();
        String host = name.contains(":") ? "[" + name + "]" : name;
        return "http://" + host + ":" + server.port();
    }

    /** What opens the back office and the administrator's calls. */
    public String adminKey() {
        closing.requireOpen();
        String given = services.config.adminKey();
        return given == null ? KeyFile.readOrCreate(services.directory.adminKey()) : given;
    }

    /** Proves that everything in the shop adds up. */
    public BooksReport books() {
        closing.requireOpen();
        return new Books(services.database).check();
    }

    /** What a test begins with; in test mode, as all that follows here up to {@link #reset()}. */
    public Given given() {
        return test().given();
    }

    /** The clock, in the hand of a test. */
    public TestClock clock() {
        return test().clock();
    }

    /** What the data platform was told, and whether it is there at all. */
    public TestDataPlatform dataPlatform() {
        return test().dataPlatform();
    }

    /** What goes wrong on purpose. */
    public FaultPlan faults() {
        return test().faults();
    }

    /** Keeps the shop as it is, under a name of 1 to 64 letters, digits, - or _; one of that name is replaced. */
    public void takeSnapshot(String name) {
        Problem.traced(() -> test().mode().takeSnapshot(name));
    }

    /** Brings the shop, its clock included, back to what it was. */
    public void restoreSnapshot(String name) {
        Problem.traced(() -> test().mode().restoreSnapshot(name));
    }

    /** Starts over with what a new shop has, at real time, without faults. */
    public void reset() {
        test().mode().reset();
    }

    /** Runs the action when the database can no longer be trusted; what was asked until then is answered before. */
    public void onFatal(Runnable action) {
        services.database.onFatal(() -> {
            server.drain();
            action.run();
        });
    }

    /** The rushes that run against this shop's own door. */
    public Races races() {
        return services.races;
    }

    public Database database() {
        return services.database;
    }

    /** Answers what it has taken, and leaves the database in one file. Everything above is refused from then on. */
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

    /** Where paid orders are told of: a journal file, unless an address is configured. */
    private static Sink sink(Config config, DataDirectory directory) {
        if (config.dataPlatform() == null) {
            return new JournalSink(directory.dataPlatformJournal());
        }
        List<String> secrets = config.dataPlatformSecrets().isEmpty()
                ? List.of(KeyFile.readOrCreate(directory.dataPlatformSecret(), WebhookSecret.PREFIX))
                : config.dataPlatformSecrets();
        // Receivers hold the time of an attempt against their own clock, which is never moved.
        return new HttpSink(
                new Destination(config.dataPlatform(), config.dataPlatformPrivate()),
                secrets.stream().map(WebhookSecret::parse).toList(),
                config.dataPlatformTimeout(),
                InstantSource.system());
    }
}
