package io.jangteo;

import io.jangteo.database.MemoryDirectory;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs the server until the process is told to stop. */
final class ServeCommand implements Command {

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Runs the shop. This is the default.";
    }

    @Override
    public List<Setting<?>> settings() {
        return Settings.ALL;
    }

    @Override
    public List<String> complaints(Values values) {
        return ConfigRules.complaints(values);
    }

    @Override
    public void prepare(Values values) {
        Logging.setLevel(values.get(Settings.LOG_LEVEL));
    }

    @Override
    public List<Path> placesForLibrary(Values values) {
        if (!values.get(Settings.IN_MEMORY)) {
            return List.of(Settings.directory(values).create().path());
        }
        // A container may run nothing in its memory; a data directory that it has anyway is on a disk.
        Path data = values.get(Settings.DATA);
        return Files.isDirectory(data) ? List.of(MemoryDirectory.place(), data) : List.of(MemoryDirectory.place());
    }

    @Override
    public int run(Values values, Console terminal) {
        Config config = new ConfigBuilder(values).build();
        Logging logging = Logging.begin(config, terminal);
        Console console = logging.console(terminal);
        HeapWatch.begin(console, logging::format);
        ServerStop stop = new ServerStop(console, logging);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "jangteo-stop"));
        try {
            Jangteo server = Jangteo.start(config, logging);
            // Asked for before anything can have closed it.
            String ready = "Jangteo is ready at " + server.baseUrl();
            Optional<String> office = OfficeLink.of(server);
            stop.closes(server);
            server.onFatal(() -> abandon(console, logging));
            console.err().println(whoCharges(config));
            console.out().println(ready);
            office.ifPresent(console.err()::println);
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

    /** Closing would write to a file that can no longer be trusted; the next start recovers from the log. */
    private static void abandon(Console console, Logging logging) {
        console.err()
                .println("jangteo: the database failed and cannot be trusted before it was recovered; start again");
        MemoryDirectory.deleteAll();
        NativeLibraryDirectory.delete();
        logging.drain();
        Runtime.getRuntime().halt(1);
    }

    /** The server's libraries do not agree on how to say that an address cannot be had. */
    private static RuntimeException explained(RuntimeException thrown, Config config) {
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
