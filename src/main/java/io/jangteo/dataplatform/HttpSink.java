package io.jangteo.dataplatform;

import io.jangteo.schedule.Threads;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Posts each message to a receiver, signed according to Standard Webhooks 1.0. Only a 2xx reply counts as delivered;
 * only the status of a reply is kept. Follows no redirects and uses no proxies, as both would lead to unchecked
 * addresses.
 */
public final class HttpSink implements Sink {
    /** Maximum number of concurrent requests: enough to keep up with the shop, few enough for a small receiver. */
    static final int PARALLEL_MAX = 8;

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Bounds the threads that hang in calls without a time limit. */
    private static final int THREADS_MAX = 8 * PARALLEL_MAX;

    private static final int THREAD_IDLE_SECONDS = 60;

    /** The status decides. A small body is read only to reuse the connection, which is not worth a longer wait. */
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(1);

    private final Destination destination;
    private final HttpConnections connections;
    private final HttpRequest request;
    private final Duration timeout;
    private final InstantSource wireClock;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Map<Message, HttpAttempt> underway = new ConcurrentHashMap<>();

    /**
     * @param secrets the keys that sign each message, at least one
     * @param timeout limit from the start of an attempt to the end of its reply's header
     * @param wireClock the real time, not the shop's clock: receivers refuse timestamps that are minutes off
     */
    public HttpSink(Destination destination, List<WebhookSecret> secrets, Duration timeout, InstantSource wireClock) {
        this(
                destination,
                secrets,
                timeout,
                wireClock,
                InetAddress::getAllByName,
                HttpSink::systemTls,
                threads(Threads.daemons("data-platform-http-")));
    }

    HttpSink(
            Destination destination,
            List<WebhookSecret> secrets,
            Duration timeout,
            InstantSource wireClock,
            Destination.Resolver resolver,
            Supplier<SSLContext> tls,
            ExecutorService threads) {
        this.destination = destination;
        this.connections = new HttpConnections(destination, resolver, tls, timeout);
        this.request = new HttpRequest(destination, secrets);
        this.timeout = timeout;
        this.wireClock = wireClock;
        this.threads = threads;
        this.deadlines = new ScheduledThreadPoolExecutor(1, Threads.daemons("data-platform-http-"));
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.prestartAllCoreThreads();
        long idleMillis = HttpConnections.IDLE_MAX.toMillis();
        Future<?> unused =
                deadlines.scheduleWithFixedDelay(connections::closeIdle, idleMillis, idleMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public int capacity() {
        return PARALLEL_MAX;
    }

    @Override
    public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
        for (Message message : messages) {
            HttpAttempt attempt = new HttpAttempt();
            underway.put(message, attempt);
            try {
                threads.execute(() -> attempt(message, attempt, receipts));
            } catch (RuntimeException | Error thrown) {
                underway.remove(message, attempt);
                receipts.accept(failed(message, thrown));
            }
        }
    }

    @Override
    public void giveUp(Message message) {
        HttpAttempt attempt = underway.remove(message);
        if (attempt != null) {
            attempt.end();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        deadlines.shutdownNow();
        underway.values().forEach(HttpAttempt::end);
        connections.close();
    }

    private Receipt failed(Message message, Throwable thrown) {
        if (threads.isShutdown()) {
            return Receipt.failed(message, "The shop is stopping");
        }
        return thrown instanceof RejectedExecutionException
                ? Receipt.failed(message, "No thread is free: earlier attempts hang")
                : Receipt.failed(message, thrown);
    }

    private void attempt(Message message, HttpAttempt attempt, Consumer<Receipt> receipts) {
        Receipt receipt;
        try {
            receipt = attempt(message, attempt);
        } catch (RuntimeException | Error thrown) {
            receipt = failed(message, thrown);
        }
        underway.remove(message, attempt);
        receipts.accept(receipt);
    }

    /** Blocks this thread; another thread ends it in time by closing its connection. */
    private Receipt attempt(Message message, HttpAttempt attempt) {
        Future<?> deadline = endAfter(timeout, attempt);
        try {
            byte[] bytes = request.bytes(message, wireClock.instant());
            HttpConnections.Exchange exchange = connections.exchange(bytes, attempt);
            deadline.cancel(false);
            deadline = endAfter(BODY_PATIENCE.compareTo(timeout) < 0 ? BODY_PATIENCE : timeout, attempt);
            connections.finish(exchange, attempt);
            return receipt(message, exchange.reply());
        } catch (IOException thrown) {
            return unheard(message, attempt, thrown);
        } finally {
            deadline.cancel(false);
        }
    }

    private Future<?> endAfter(Duration limit, HttpAttempt attempt) {
        return deadlines.schedule(attempt::endLate, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Receipt unheard(Message message, HttpAttempt attempt, IOException thrown) {
        if (attempt.isLate()) {
            return Receipt.failed(
                    message, "No reply from " + destination.origin() + " within " + timeout.toMillis() + " ms");
        }
        if (threads.isShutdown()) {
            return failed(message, thrown);
        }
        return Receipt.failed(message, words(thrown));
    }

    /** Names the address, so that whoever reads it sees where to look. */
    private String words(IOException thrown) {
        String reason = String.valueOf(thrown.getMessage());
        if (thrown instanceof NotSent) {
            return reason;
        }
        boolean isRefused = reason.startsWith("Connection refused");
        return thrown instanceof ConnectException
                ? "No connection to " + destination.origin() + " (" + (isRefused ? "refused" : reason) + ")"
                : "No reply from " + destination.origin() + " (" + reason + ")";
    }

    private Receipt receipt(Message message, HttpReply reply) {
        int status = reply.status();
        if (status / 100 == 2) {
            return Receipt.delivered(message);
        }
        if (status == GONE) {
            String reason = destination.origin() + " answered HTTP 410: it wants no more attempts";
            return Receipt.failed(message, Receipt.Answer.UNWANTED, reason, Duration.ZERO);
        }
        Receipt.Answer answer =
                status / 100 == 5 || status == TOO_MANY_REQUESTS ? Receipt.Answer.NONE : Receipt.Answer.REFUSED;
        Duration retryAfter = RetryAfter.of(reply.retryAfter(), wireClock.instant());
        return Receipt.failed(message, answer, destination.origin() + " answered HTTP " + status, retryAfter);
    }

    private static SSLContext systemTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException thrown) {
            throw new IllegalStateException("This Java has no TLS", thrown);
        }
    }

    static ExecutorService threads(ThreadFactory factory) {
        return new ThreadPoolExecutor(
                0, THREADS_MAX, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }
}
