package io.jangteo.dataplatform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Posts each message to an address, signed as Standard Webhooks 1.0 has it. Only a 2xx reply counts as delivered. */
public final class HttpSink implements Sink {
    /** Requests underway at the same time: enough to keep up with the shop, few enough for a small receiver. */
    static final int PARALLEL_MAX = 8;

    private final HttpRequest.Builder base;
    private final WebhookSecret secret;
    private final Duration timeout;
    private final InstantSource wireClock;
    private final ExecutorService threads;
    private final HttpClient client;

    /**
     * @param address of the receiver, {@code http} or {@code https}
     * @param timeout from the start of an attempt to the end of its reply
     * @param wireClock the real time: receivers refuse a timestamp that is minutes off, so this is not the shop's clock
     * @throws IllegalArgumentException if the address is of another kind
     */
    public HttpSink(URI address, WebhookSecret secret, Duration timeout, InstantSource wireClock) {
        this.base = HttpRequest.newBuilder(address).timeout(timeout).header("content-type", "application/json");
        this.secret = secret;
        this.timeout = timeout;
        this.wireClock = wireClock;
        this.threads = Executors.newCachedThreadPool(daemons());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    @Override
    public int capacity() {
        return PARALLEL_MAX;
    }

    @Override
    public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
        for (Message message : messages) {
            try {
                threads.execute(() -> receipts.accept(attempt(message)));
            } catch (RejectedExecutionException closed) {
                receipts.accept(Receipt.failed(message, "The shop is stopping"));
            }
        }
    }

    /** The threads end with it; that of the JDK's client, once the sink is garbage. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Blocks a thread of its own: the client's other way answers on the common pool, which anyone may have filled. */
    private Receipt attempt(Message message) {
        try {
            HttpResponse<String> reply = client.send(request(message), BoundedReply.handler(timeout));
            if (reply.statusCode() / 100 == 2) {
                return Receipt.delivered(message);
            }
            return Receipt.failed(message, "HTTP " + reply.statusCode() + " " + reply.body());
        } catch (IOException thrown) {
            if (thrown instanceof HttpTimeoutException || thrown.getCause() instanceof TimeoutException) {
                return Receipt.failed(message, "No reply within " + timeout.toMillis() + " ms");
            }
            return Receipt.failed(message, thrown);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            return Receipt.failed(message, "The shop is stopping");
        } catch (RuntimeException thrown) {
            return Receipt.failed(message, thrown);
        }
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

    private static ThreadFactory daemons() {
        AtomicInteger started = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "data-platform-http-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
