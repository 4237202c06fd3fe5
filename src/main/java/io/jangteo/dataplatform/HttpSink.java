package io.jangteo.dataplatform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Posts each message to an address, signed as Standard Webhooks 1.0 has it. Only a 2xx reply counts as delivered. */
public final class HttpSink implements Sink {
    /** Requests underway at the same time: enough to keep up with the shop, few enough for a small receiver. */
    static final int PARALLEL_MAX = 8;

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Threads, for attempts and for the client's own work: those that hang, where nothing that is bounded ends them,
     * must not become more and more.
     */
    private static final int THREADS_MAX = 8 * PARALLEL_MAX;

    private static final int THREAD_IDLE_SECONDS = 60;

    /** The status decides; what more there is to read is worth no longer wait. */
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(1);

    private final HttpRequest.Builder base;
    private final WebhookSecret secret;
    private final Duration timeout;
    private final InstantSource wireClock;
    private final ExecutorService threads;
    private final Map<Message, Future<?>> underway = new ConcurrentHashMap<>();
    private volatile HttpClient client;

    /**
     * @param address of the receiver, {@code http} or {@code https}
     * @param timeout from the start of an attempt to the end of its reply's header
     * @param wireClock the real time: receivers refuse a timestamp that is minutes off, so this is not the shop's clock
     * @throws IllegalArgumentException if the address is of another kind
     */
    public HttpSink(URI address, WebhookSecret secret, Duration timeout, InstantSource wireClock) {
        this(address, secret, timeout, wireClock, threads(daemons()));
    }

    HttpSink(URI address, WebhookSecret secret, Duration timeout, InstantSource wireClock, ExecutorService threads) {
        this.base = HttpRequest.newBuilder(address).timeout(timeout).header("content-type", "application/json");
        this.secret = secret;
        this.timeout = timeout;
        this.wireClock = wireClock;
        this.threads = threads;
        this.client = newClient();
    }

    @Override
    public int capacity() {
        return PARALLEL_MAX;
    }

    @Override
    public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
        for (Message message : messages) {
            FutureTask<Void> work = new FutureTask<>(() -> attempt(message, receipts), null);
            underway.put(message, work);
            try {
                threads.execute(work);
            } catch (RuntimeException | Error thrown) {
                underway.remove(message);
                receipts.accept(notStarted(message, thrown));
            }
        }
    }

    /** The client may be what hangs: the next attempts get another. */
    @Override
    public void giveUp(Message message) {
        Future<?> work = underway.remove(message);
        if (work != null) {
            work.cancel(true);
            client = newClient();
        }
    }

    /** The threads end with it; that of the JDK's client, once the sink is garbage. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(this::runForClient)
                .build();
    }

    /** Never throws: it is called on the client's one thread too, and what is thrown there ends the client for good. */
    private void runForClient(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            work.run();
        }
    }

    private Receipt notStarted(Message message, Throwable thrown) {
        if (threads.isShutdown()) {
            return Receipt.failed(message, "The shop is stopping");
        }
        return thrown instanceof RejectedExecutionException
                ? Receipt.failed(message, "No thread is free: earlier attempts hang")
                : Receipt.failed(message, thrown);
    }

    private void attempt(Message message, Consumer<Receipt> receipts) {
        Receipt receipt;
        try {
            receipt = attempt(message);
        } catch (RuntimeException | Error thrown) {
            receipt = Receipt.failed(message, thrown);
        }
        underway.remove(message);
        receipts.accept(receipt);
    }

    /**
     * Blocks a thread of its own: the client's other way answers on the common pool, which anyone may have filled. What
     * the client throws once the header was read, because the body broke off, is no matter.
     */
    private Receipt attempt(Message message) {
        AtomicReference<BoundedReply> heard = new AtomicReference<>();
        Receipt unheard;
        try {
            client.send(request(message), header -> {
                heard.set(new BoundedReply(header));
                return heard.get();
            });
            unheard = Receipt.failed(message, "No reply");
        } catch (HttpTimeoutException thrown) {
            unheard = Receipt.failed(message, "No reply within " + timeout.toMillis() + " ms");
        } catch (IOException thrown) {
            unheard = Receipt.failed(message, thrown);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            unheard = Receipt.failed(message, "The shop is stopping");
        }
        return heard.get() == null ? unheard : receipt(message, heard.get());
    }

    private Receipt receipt(Message message, BoundedReply reply) {
        String text = reply.text(BODY_PATIENCE.compareTo(timeout) < 0 ? BODY_PATIENCE : timeout);
        int status = reply.header().statusCode();
        if (status / 100 == 2) {
            return Receipt.delivered(message);
        }
        if (status == GONE) {
            String reason = "HTTP 410, the receiver wants no more attempts" + (text.isEmpty() ? "" : ": " + text);
            return Receipt.failed(message, Receipt.Answer.UNWANTED, reason, Duration.ZERO);
        }
        Receipt.Answer answer =
                status / 100 == 5 || status == TOO_MANY_REQUESTS ? Receipt.Answer.NONE : Receipt.Answer.REFUSED;
        Duration retryAfter = RetryAfter.of(reply.header().headers(), wireClock.instant());
        return Receipt.failed(message, answer, "HTTP " + status + " " + text, retryAfter);
    }

    private HttpRequest request(Message message) {
        long timestampSeconds = wireClock.instant().getEpochSecond();
        return base.copy()
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(timestampSeconds))
                .header("webhook-signature", secret.sign(message.id(), timestampSeconds, message.payload()))
                .POST(HttpRequest.BodyPublishers.ofString(message.payload()))
                .build();
    }

    static ExecutorService threads(ThreadFactory factory) {
        return new ThreadPoolExecutor(
                0, THREADS_MAX, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private static ThreadFactory daemons() {
        AtomicInteger started = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "data-platform-http-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
