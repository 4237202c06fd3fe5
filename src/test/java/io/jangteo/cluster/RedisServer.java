package io.jangteo.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a port of its own. It can be stopped, killed and started again, and is empty after each start. */
public final class RedisServer implements AutoCloseable {
    /** Far more than a start or a stop takes, even where many other processes want the processor. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(10);
    private static final int PORTS_TRIED_MAX = 3;

    private final Path directory;
    private final File program;
    private final @Nullable String password;
    private final Runnable closer = this::end;
    private int port = Ports.free();
    private @Nullable Process process;

    private RedisServer(@Nullable String password) {
        this.password = password;
        try {
            this.directory = ServerProcess.newDirectory("redis");
            this.program = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        ServerProcess.atEnd(closer);
    }

    /** Starts a server that anyone on this machine may use. */
    public static RedisServer open() {
        return started(null);
    }

    /** Starts a server that wants this password. */
    public static RedisServer withPassword(String password) {
        return started(password);
    }

    /** Returns {@code redis://127.0.0.1:port}, without the password. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** Opens a connection of the tests' own, with the password. */
    public Jedis connect() {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .autoNegotiateProtocol(false)
                .socketTimeoutMillis((int) PATIENCE.toMillis());
        if (password != null) {
            config.password(password);
        }
        return new Jedis(new HostAndPort("127.0.0.1", port), config.build());
    }

    /** Deletes everything in the server. */
    public void flush() {
        try (Jedis redis = connect()) {
            redis.flushAll();
        }
    }

    /** Stops the server in good order; does nothing if it is stopped. */
    public void stop() {
        if (process != null) {
            process.destroy();
            awaitEnd(process);
            process = null;
        }
    }

    /** Ends the process of the server at once, as {@code kill -9} does; does nothing if it is stopped. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd(process);
            process = null;
        }
    }

    /** Starts the server again, on the same port; does nothing if it runs. */
    public void start() {
        if (process != null) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(program.getPath(), "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        if (password != null) {
            command.addAll(List.of("--requirepass", password));
        }
        Path log = directory.resolve("log.txt");
        try {
            Process started = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = started;
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(LOOK_INTERVAL)
                    .until(() -> answers() || !started.isAlive());
            if (!started.isAlive()) {
                process = null;
                throw new AssertionError("Redis does not start: " + Files.readString(log));
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** Ends the server and deletes its program; the end of the JVM does so too. */
    @Override
    public void close() {
        ServerProcess.close(closer);
    }

    private static RedisServer started(@Nullable String password) {
        RedisServer server = new RedisServer(password);
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
            }
        }
    }

    private void end() {
        kill();
        ServerProcess.deleteTree(directory);
    }

    private boolean answers() {
        try (Jedis redis = connect()) {
            return redis.ping().equals("PONG");
        } catch (JedisException notYet) {
            return false;
        }
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Redis does not end");
            }
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
    }
}
