package io.jangteo.command;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.Values;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.MemoryDirectory;
import io.jangteo.database.UnusableDatabase;
import io.jangteo.json.Json;
import io.jangteo.log.Logging;
import io.jangteo.schedule.Threads;
import io.jangteo.web.Server;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the server until the process is told to stop. */
final class ServeCommand extends Command<Config> {
    ServeCommand() {
        super("serve", "Runs the shop. This is the default.", Config.class);
    }

    @Override
    List<String> complaints(Values values) {
        return values.isOn("testMode") && values.isGiven("database")
                ? List.of(values.origin("testMode") + ": not together with --database; test mode plays on the embedded"
                        + " database")
                : List.of();
    }

    @Override
    void loadAhead() {
        Threads.daemon("jangteo-load-first", () -> {
                    NativeLibraryDirectory.unpackAhead();
                    Json json = new Json(ZoneOffset.UTC);
                    json.read(json.write(Map.of()), Map.class);
                })
                .start();
    }

    @Override
    void prepare(Config config) {
        Logging.setLevel(config.logLevel().name().toLowerCase(Locale.ROOT));
        Server.loadAhead();
    }

    @Override
    boolean usesSqlite(Config config) {
        return !config.isShared();
    }

    @Override
    List<Path> placesForLibrary(Config config) {
        if (!config.inMemory()) {
            return List.of(new DataDirectory(config.data(), config.sharedData())
                    .create()
                    .path());
        }
        // A container may forbid running anything from memory; an existing data directory is on a disk.
        return Files.isDirectory(config.data())
                ? List.of(MemoryDirectory.place(), config.data())
                : List.of(MemoryDirectory.place());
    }

    @Override
    int run(Config config, Console terminal) {
        Logging logging = Logging.begin(config.logFormat(), terminal.err());
        Console console = new Console(terminal.out(), logging.stream());
        HeapWatch.begin(console, logging::format);
        ServerStop stop = new ServerStop(console, logging);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "jangteo-stop"));
        try {
            Jangteo server = Jangteo.start(config, logging.lines());
            // Read before anything can have closed the server.
            String ready = "Jangteo is ready at " + server.baseUrl();
            Optional<String> office = OfficeLink.of(config, server);
            stop.closes(server);
            server.onFatal(() -> abandon(console, logging));
            console.err().println(whoCharges(config));
            console.out().println(ready);
            office.ifPresent(console.err()::println);
            IdleHeap.giveBack();
            new CountDownLatch(1).await();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException thrown) {
            throw explained(thrown, config);
        } finally {
            stop.isNotNeeded();
            logging.close();
        }
        return 0;
    }

    private static String whoCharges(Config config) {
        return config.shoppersCharge()
                ? "Charges: shoppers charge points themselves (--charges shopper)"
                : "Charges: the shop alone charges points, with the reference of a payment (--charges admin)";
    }

    /** Ends without closing, which would write to a damaged file; the next start recovers from the log. */
    private static void abandon(Console console, Logging logging) {
        console.err().println("jangteo: the database failed and cannot be trusted until it is recovered; start again");
        MemoryDirectory.deleteAll();
        NativeLibraryDirectory.delete();
        logging.drain();
        Runtime.getRuntime().halt(1);
    }

    /** Unifies the libraries' different errors for an unavailable address. */
    private static RuntimeException explained(RuntimeException thrown, Config config) {
        if (thrown instanceof UnusableDatabase) {
            // It may have a socket's error as its cause too.
            return thrown;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean unknownHost = cause instanceof UnresolvedAddressException;
            if (unknownHost || cause instanceof SocketException) {
                String reason = unknownHost ? "there is no such host" : cause.getMessage();
                return new IllegalStateException(
                        "Cannot listen on " + config.host() + " port " + config.port() + ": " + reason, thrown);
            }
        }
        return thrown;
    }
}
