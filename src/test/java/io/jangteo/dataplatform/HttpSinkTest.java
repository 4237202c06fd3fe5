package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSinkTest {
    private static final Message MESSAGE = new Message("msg_1", 0, Instant.EPOCH, "{\"name\":\"사과\"}");

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_receiver_verifies_the_signature_with_the_library_of_the_standard() throws Exception {
        Receipt receipt = deliver(receiver.sink());
        assertThat(receipt.failure()).isNull();
        Receiver.Received received = receiver.received.get(0);
        Webhook webhook = new Webhook(Receiver.SECRET);
        webhook.verify(received.body(), received.headers());
        assertThat(received.body()).isEqualTo(MESSAGE.payload());
        assertThat(received.id()).isEqualTo("msg_1");
        assertThat(received.headers().getFirst("content-type")).isEqualTo("application/json");
        assertThatThrownBy(() -> webhook.verify(received.body() + " ", received.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook("whsec_" + "A".repeat(32)).verify(received.body(), received.headers()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void each_of_several_secrets_signs() throws Exception {
        String next = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
        List<WebhookSecret> both = List.of(WebhookSecret.parse(Receiver.SECRET), WebhookSecret.parse(next));
        deliver(new HttpSink(destination(), both, Duration.ofMinutes(1), InstantSource.system()));
        Receiver.Received received = receiver.received.get(0);
        assertThat(received.headers().getFirst("webhook-signature")).matches("v1,[^ ]+ v1,[^ ]+");
        new Webhook(Receiver.SECRET).verify(received.body(), received.headers());
        new Webhook(next).verify(received.body(), received.headers());
    }

    @Test
    void an_id_that_would_add_a_header_is_not_sent() {
        Message forged = new Message("msg_1\r\nx-evil: 1", 0, Instant.EPOCH, "{}");
        try (HttpSink sink = receiver.sink()) {
            assertThat(deliver(sink, forged).isDelivered()).isFalse();
        }
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void a_connection_that_the_receiver_closed_meanwhile_is_replaced() {
        try (HttpSink sink = receiver.sink()) {
            assertThat(deliver(sink, MESSAGE).isDelivered()).isTrue();
            receiver.goDown();
            receiver.comeUp();
            assertThat(deliver(sink, MESSAGE).isDelivered()).isTrue();
        }
    }

    @Test
    void the_timestamp_is_that_of_the_attempt_in_seconds() {
        Instant moment = Instant.parse("2026-11-22T09:00:00.999Z");
        deliver(new HttpSink(destination(), secrets(), Duration.ofSeconds(10), InstantSource.fixed(moment)));
        assertThat(receiver.received.get(0).headers().getFirst("webhook-timestamp"))
                .isEqualTo(Long.toString(moment.getEpochSecond()));
    }

    @Test
    void every_reply_of_the_200s_counts_as_delivered_and_no_other() throws Exception {
        for (int status : List.of(200, 201, 202, 299)) {
            receiver.answer(id -> status);
            assertThat(deliver(receiver.sink()).isDelivered()).isTrue();
        }
        assertThat(deliverToReplying("HTTP/1.1 204 No Content\r\n\r\n").isDelivered())
                .isTrue();
        for (int status : List.of(300, 301, 307, 400, 404, 429, 500, 503)) {
            receiver.answer(id -> status);
            assertThat(deliver(receiver.sink()).failure()).endsWith(" answered HTTP " + status);
        }
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        URI elsewhere = receiver.address();
        Receipt receipt =
                deliverToReplying("HTTP/1.1 307 Moved\r\nLocation: " + elsewhere + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(receipt.failure()).endsWith(" answered HTTP 307");
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void a_reply_that_is_no_http_is_a_failure() throws Exception {
        assertThat(deliverToReplying("hello\r\n\r\n").failure()).endsWith(" (The reply is not HTTP/1.1)");
        assertThat(deliverToReplying("").failure()).endsWith(" (The connection was closed without a reply)");
        assertThat(deliverToReplying("HTTP/1.1 200 OK\r\nContent-").failure())
                .endsWith(" (The connection was closed in the middle of the reply's header)");
        assertThat(deliverToReplying("HTTP/1.1 200 OK\r\nX: " + "x".repeat(HttpReply.HEADER_BYTES_MAX))
                        .failure())
                .endsWith(" (The reply's header is longer than 32768 bytes)");
    }

    @Test
    void of_what_a_receiver_says_nothing_is_kept_but_the_status() throws Exception {
        String secret = "the receiver's own secret";
        for (String reply : List.of(
                "HTTP/1.1 500 " + secret + "\r\nContent-Length: 25\r\n\r\n" + secret,
                "HTTP/1.1 410 " + secret + "\r\n" + secret + ": " + secret + "\r\n\r\n" + secret,
                "HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1/" + secret + "\r\n\r\n",
                "HTTP/1.1 429 No\r\nRetry-After: " + secret + "\r\n\r\n",
                secret + "\r\n\r\n",
                "HTTP/9.9 " + secret)) {
            assertThat(deliverToReplying(reply).failure()).isNotNull().doesNotContain(secret);
        }
    }

    @Test
    void a_reply_without_end_is_read_no_further_than_needed() throws Exception {
        CompletableFuture<Long> written = new CompletableFuture<>();
        Receipt receipt = deliverTo(socket -> {
            long bytes = 0;
            try {
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (bytes < 1L << 32) {
                    out.write(new byte[1 << 16]);
                    bytes += 1 << 16;
                }
            } catch (IOException expected) {
                // The sink hung up.
            }
            written.complete(bytes);
        });
        assertThat(receipt.isDelivered()).isTrue();
        assertThat(written.get(1, TimeUnit.MINUTES)).isLessThan(1L << 26);
    }

    @Test
    void a_status_decides_whatever_becomes_of_the_body() throws Exception {
        for (String body : List.of("Content-Length: 100\r\n\r\nx", "Transfer-Encoding: chunked\r\n\r\nno chunk")) {
            assertThat(deliverToReplying("HTTP/1.1 200 OK\r\n" + body).isDelivered())
                    .isTrue();
            assertThat(deliverToReplying("HTTP/1.1 400 No\r\n" + body).failure())
                    .endsWith(" answered HTTP 400");
        }
    }

    @Test
    void a_body_that_trickles_past_the_time_limit_takes_nothing_from_the_status_and_its_connection_ends()
            throws Exception {
        for (String status : List.of("200 OK", "500 No")) {
            CompletableFuture<Void> hungUp = new CompletableFuture<>();
            Receipt receipt = deliverTo(Duration.ofMillis(300), socket -> {
                OutputStream out = socket.getOutputStream();
                out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 100\r\n\r\nso")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                while (socket.getInputStream().read() >= 0) {
                    // The rest of the request.
                }
                hungUp.complete(null);
            });
            assertThat(receipt.answer())
                    .isEqualTo(status.startsWith("200") ? Receipt.Answer.TAKEN : Receipt.Answer.NONE);
            hungUp.get(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void a_header_that_trickles_ends_with_the_time_limit() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        Receipt receipt = deliverTo(Duration.ofMillis(300), socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            while (socket.getInputStream().read() >= 0) {
                // The rest of the request.
            }
            hungUp.complete(null);
        });
        assertThat(receipt.failure()).matches("No reply from http://[^/]+ within 300 ms");
        assertThat(receipt.answer()).isEqualTo(Receipt.Answer.NONE);
        hungUp.get(1, TimeUnit.MINUTES);
    }

    @Test
    void an_interim_reply_is_no_delivery() throws Exception {
        Receipt continued =
                deliverToReplying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(continued.isDelivered()).as(continued.failure()).isTrue();
        assertThat(deliverToReplying("HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
                        .isDelivered())
                .isFalse();
    }

    @Test
    void gone_wants_no_more_attempts_and_says_so() {
        receiver.answer(id -> 410);
        Receipt receipt = deliver(receiver.sink());
        assertThat(receipt.failure()).endsWith(" answered HTTP 410: it wants no more attempts");
        assertThat(receipt.answer()).isEqualTo(Receipt.Answer.UNWANTED);
    }

    @Test
    void a_receiver_that_refuses_is_there_and_one_that_fails_is_not() throws Exception {
        for (int status : List.of(301, 400, 401, 404, 409, 422)) {
            receiver.answer(id -> status);
            assertThat(deliver(receiver.sink()).answer()).isEqualTo(Receipt.Answer.REFUSED);
        }
        for (int status : List.of(429, 500, 502, 503, 504)) {
            receiver.answer(id -> status);
            assertThat(deliver(receiver.sink()).answer()).isEqualTo(Receipt.Answer.NONE);
        }
        assertThat(deliverToReplying("hello\r\n\r\n").answer()).isEqualTo(Receipt.Answer.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                "0|PT0S",
                "99999999999999999999|PT24H",
                "Sun, 22 Nov 2026 00:01:30 GMT|PT1M30S",
                "Sat, 21 Nov 2026 23:00:00 GMT|PT0S",
                "-5|PT0S",
                "1.5|PT0S",
                "soon|PT0S"
            })
    void a_delay_that_a_receiver_asks_for_is_understood(String header, Duration delay) throws Exception {
        for (int status : List.of(400, 429, 503)) {
            String reply = "HTTP/1.1 " + status + " No\r\nRetry-After: " + header + "\r\nContent-Length: 0\r\n\r\n";
            assertThat(deliverToReplying(reply).retryAfter()).isEqualTo(delay);
        }
    }

    @Test
    void a_machine_without_threads_fails_attempts_and_the_sink_survives_it() throws Exception {
        AtomicBoolean exhausted = new AtomicBoolean();
        HttpSink sink = sink(scarce(exhausted));
        try (sink) {
            exhausted.set(true);
            Receipt none = deliver(sink, MESSAGE);
            assertThat(none.failure()).isEqualTo("OutOfMemoryError: unable to create native thread");
            assertThat(none.answer()).isEqualTo(Receipt.Answer.NONE);
            exhausted.set(false);
            receiver.hang(id -> true);
            BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
            sink.deliver(List.of(MESSAGE), receipts::add);
            await().until(() -> receiver.received.size() == 1);
            exhausted.set(true);
            receiver.release();
            assertThat(receipts.poll(1, TimeUnit.MINUTES).isDelivered()).isTrue();
            exhausted.set(false);
            assertThat(deliver(sink, MESSAGE).isDelivered()).isTrue();
        }
    }

    @Test
    void what_is_given_up_ends_and_the_next_is_delivered() throws Exception {
        receiver.hang(id -> true);
        try (HttpSink sink = receiver.sink()) {
            BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
            sink.deliver(List.of(MESSAGE), receipts::add);
            await().until(() -> receiver.received.size() == 1);
            sink.giveUp(MESSAGE);
            assertThat(receipts.poll(1, TimeUnit.MINUTES).isDelivered()).isFalse();
            receiver.release();
            assertThat(deliver(sink, MESSAGE).isDelivered()).isTrue();
        }
    }

    @Test
    void attempts_that_hang_for_good_take_no_thread_without_end() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        ThreadFactory hanging = work -> {
            made.incrementAndGet();
            Thread thread = new Thread(() -> {
                try {
                    ended.await();
                } catch (InterruptedException expected) {
                    // The sink is closed.
                }
                work.run();
            });
            thread.setDaemon(true);
            return thread;
        };
        HttpSink sink = sink(HttpSink.threads(hanging));
        try (sink) {
            BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
            for (int attempt = 0; attempt < 1_000; attempt++) {
                sink.deliver(List.of(new Message("msg_" + attempt, 0, Instant.EPOCH, "{}")), receipts::add);
            }
            assertThat(made.get()).isLessThan(100);
            assertThat(receipts.poll().failure()).isEqualTo("No thread is free: earlier attempts hang");
        } finally {
            ended.countDown();
        }
    }

    @Test
    void closing_ends_what_is_underway_and_leaves_no_thread_of_ours() throws Exception {
        receiver.hang(id -> true);
        HttpSink sink = receiver.sink();
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        sink.deliver(List.of(MESSAGE), receipts::add);
        await().until(() -> receiver.received.size() == 1);
        sink.close();
        assertThat(receipts.poll(1, TimeUnit.MINUTES).isDelivered()).isFalse();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("data-platform-http")));
        sink.deliver(List.of(MESSAGE), receipts::add);
        assertThat(receipts.poll(1, TimeUnit.MINUTES).isDelivered()).isFalse();
    }

    @Test
    void only_http_addresses_are_accepted() {
        for (String address : List.of("ftp://127.0.0.1/", "/orders", "http:///orders", "http://me:word@127.0.0.1/")) {
            assertThatThrownBy(() -> new Destination(URI.create(address), true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("word");
        }
    }

    /** Refuses every task while it is exhausted, even if a thread is idle. */
    private static ExecutorService scarce(AtomicBoolean exhausted) {
        return new ThreadPoolExecutor(0, 100, 1, TimeUnit.MINUTES, new SynchronousQueue<>()) {
            @Override
            public void execute(Runnable work) {
                if (exhausted.get()) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.execute(work);
            }
        };
    }

    private HttpSink sink(ExecutorService threads) {
        return new HttpSink(
                destination(),
                secrets(),
                Duration.ofMinutes(1),
                InstantSource.system(),
                InetAddress::getAllByName,
                () -> {
                    throw new IllegalStateException("There is no TLS here");
                },
                threads);
    }

    private Destination destination() {
        return new Destination(receiver.address(), false);
    }

    private static List<WebhookSecret> secrets() {
        return List.of(WebhookSecret.parse(Receiver.SECRET));
    }

    private static Receipt deliver(HttpSink sink) {
        try (sink) {
            return deliver(sink, MESSAGE);
        }
    }

    private static Receipt deliver(HttpSink sink, Message message) {
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        try {
            sink.deliver(List.of(message), receipts::add);
            return receipts.poll(1, TimeUnit.MINUTES);
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    private static Receipt deliverToReplying(String reply) throws Exception {
        return deliverTo(socket -> {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Receipt deliverTo(Conversation conversation) throws Exception {
        return deliverTo(Duration.ofMinutes(1), conversation);
    }

    /** Delivers to a server that holds this one conversation. */
    private static Receipt deliverTo(Duration timeout, Conversation conversation) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    conversation.hold(socket);
                } catch (IOException thrown) {
                    // The sink hung up.
                }
            });
            thread.setDaemon(true);
            thread.start();
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            return deliver(new HttpSink(
                    new Destination(address, false),
                    secrets(),
                    timeout,
                    InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"))));
        }
    }

    @FunctionalInterface
    private interface Conversation {
        void hold(Socket socket) throws IOException;
    }
}
