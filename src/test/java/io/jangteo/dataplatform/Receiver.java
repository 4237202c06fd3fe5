package io.jangteo.dataplatform;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** A data platform on loopback that keeps its requests, and can be made to refuse, hang and go down. */
public final class Receiver implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8G";

    public final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger concurrentMax = new AtomicInteger();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger concurrent = new AtomicInteger();
    private final int port;
    private volatile ToIntFunction<String> status = id -> 200;
    private volatile Predicate<String> hanging = id -> false;
    private volatile CountDownLatch released = new CountDownLatch(0);
    private HttpServer server;

    public Receiver() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/orders");
    }

    /** The address without its path. */
    String origin() {
        return "http://127.0.0.1:" + port;
    }

    HttpSink sink() {
        return sink(Duration.ofMinutes(1));
    }

    HttpSink sink(Duration timeout) {
        return new HttpSink(
                new Destination(address(), false),
                List.of(WebhookSecret.parse(SECRET)),
                timeout,
                InstantSource.system());
    }

    void answer(ToIntFunction<String> statusOfId) {
        status = statusOfId;
    }

    /** Does not answer these messages until they are released. */
    void hang(Predicate<String> ids) {
        released = new CountDownLatch(1);
        hanging = ids;
    }

    void release() {
        hanging = id -> false;
        released.countDown();
    }

    void goDown() {
        server.stop(0);
    }

    void comeUp() {
        server = listen(port);
    }

    List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpServer listen(int onPort) {
        try {
            HttpServer listening =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
            listening.createContext("/orders", this::receive);
            listening.setExecutor(threads);
            listening.start();
            return listening;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        int underway = concurrent.incrementAndGet();
        concurrentMax.accumulateAndGet(underway, Math::max);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Received message = new Received(
                exchange.getRequestHeaders(), body, exchange.getRemoteAddress().getPort());
        received.add(message);
        if (hanging.test(message.id())) {
            awaitRelease();
        }
        concurrent.decrementAndGet();
        byte[] reply = "so it is".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status.applyAsInt(message.id()), reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** One received request. */
    public record Received(Headers headers, String body, int fromPort) {
        String id() {
            return headers.getFirst("webhook-id");
        }
    }
}
