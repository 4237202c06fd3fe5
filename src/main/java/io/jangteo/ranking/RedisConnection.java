package io.jangteo.ranking;

import io.jangteo.schedule.Threads;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * One connection to Redis, opened when it is needed and again after any failure. Calls run on a thread of their own,
 * so that each ends within its time limit: not even looking the server's name up, or a reply without an end, holds the
 * caller longer.
 */
final class RedisConnection implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(100);
    private static final Duration COMMAND_LIMIT = Duration.ofMillis(50);
    private static final Duration CALL_LIMIT = CONNECT_LIMIT.plus(COMMAND_LIMIT);
    private static final Duration IDLE_THREAD_LIMIT = Duration.ofSeconds(30);
    private static final int PORT = 6379;

    private final JedisClientConfig config;
    private final DefaultJedisSocketFactory sockets;
    private final ThreadPoolExecutor thread;
    private volatile @Nullable Socket socket;
    /** Used by the thread alone. */
    private @Nullable Jedis jedis;

    /** A call had no answer that can be used. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** @param address {@code redis://host}, or {@code rediss://} for TLS, with port and number if need be */
    RedisConnection(URI address, @Nullable String password) {
        this.config = config(address, password);
        this.sockets = new DefaultJedisSocketFactory(
                new HostAndPort(address.getHost(), address.getPort() < 0 ? PORT : address.getPort()), config);
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_THREAD_LIMIT.toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(1),
                Threads.daemons("jangteo-redis-"));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Runs the commands on the connection, which is closed if they fail. */
    <T> T call(Function<Jedis, T> commands) throws Failure {
        Future<T> reply;
        try {
            reply = thread.submit(() -> run(commands));
        } catch (RejectedExecutionException thrown) {
            throw new Failure("The call before does not end", thrown);
        }
        try {
            return reply.get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException thrown) {
            throw new Failure(String.valueOf(thrown.getCause()), thrown);
        } catch (TimeoutException thrown) {
            end(reply);
            throw new Failure("No answer within " + CALL_LIMIT.toMillis() + " ms", thrown);
        } catch (InterruptedException thrown) {
            end(reply);
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", thrown);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        closeSocket();
    }

    private <T> T run(Function<Jedis, T> commands) {
        boolean answered = false;
        try {
            Jedis connected = jedis == null ? new Jedis(this::open, config) : jedis;
            jedis = connected;
            T reply = commands.apply(connected);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                jedis = null;
                closeSocket();
            }
        }
    }

    private Socket open() {
        Socket opened = sockets.createSocket();
        socket = opened;
        // Whoever gave up before found no socket to close.
        if (Thread.currentThread().isInterrupted()) {
            throw new JedisConnectionException("Nobody waits for the answer any more");
        }
        return opened;
    }

    private void end(Future<?> reply) {
        reply.cancel(true);
        closeSocket();
    }

    private void closeSocket() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException closedAnyway) {
                // Nothing is sent on it again.
            }
        }
    }

    private static JedisClientConfig config(URI address, @Nullable String password) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) CONNECT_LIMIT.toMillis())
                .socketTimeoutMillis((int) COMMAND_LIMIT.toMillis())
                .database(JedisURIHelper.getDBIndex(address))
                // Nothing is said before the first command but what it needs: each reply may take its time.
                .autoNegotiateProtocol(false)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (JedisURIHelper.isRedisSSLScheme(address)) {
            config.sslOptions(SslOptions.defaults());
        }
        if (password != null) {
            config.password(password);
        }
        return config.build();
    }
}
