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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void the_timestamp_is_that_of_the_attempt_in_seconds() {
        Instant moment = Instant.parse("2026-11-22T09:00:00.999Z");
        WebhookSecret secret = WebhookSecret.parse(Receiver.SECRET);
        deliver(new HttpSink(receiver.address(), secret, Duration.ofSeconds(10), InstantSource.fixed(moment)));
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
        for (int status : List.of(300, 301, 307, 400, 404, 410, 429, 500, 503)) {
            receiver.answer(id -> status);
            assertThat(deliver(receiver.sink()).failure()).isEqualTo("HTTP " + status + " so it is");
        }
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        URI elsewhere = receiver.address();
        Receipt receipt =
                deliverToReplying("HTTP/1.1 307 Moved\r\nLocation: " + elsewhere + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(receipt.failure()).isEqualTo("HTTP 307");
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void a_reply_that_is_no_http_is_a_failure() throws Exception {
        assertThat(deliverToReplying("hello\r\n\r\n").failure()).startsWith("ProtocolException");
        assertThat(deliverToReplying("").failure()).startsWith("IOException");
    }

    @Test
    void a_reason_is_short_and_printable() throws Exception {
        String body = "\u0000\u001b[31m" + "사".repeat(500);
        Receipt receipt = deliverToReplying("HTTP/1.1 500 No\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        assertThat(receipt.failure())
                .startsWith("HTTP 500   [31m사사")
                .hasSize(Receipt.FAILURE_MAX_LENGTH)
                .matches("\\P{Cntrl}+");
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
    void a_reply_that_trickles_ends_with_the_timeout_and_its_connection() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        Receipt receipt = deliverTo(Duration.ofMillis(300), socket -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            while (socket.getInputStream().read() >= 0) {
                // The rest of the request.
            }
            hungUp.complete(null);
        });
        assertThat(receipt.failure()).isEqualTo("No reply within 300 ms");
        hungUp.get(1, TimeUnit.MINUTES);
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
        WebhookSecret secret = WebhookSecret.parse(Receiver.SECRET);
        for (String address : List.of("ftp://127.0.0.1/", "/orders", "http:///orders")) {
            assertThatThrownBy(() ->
                            new HttpSink(URI.create(address), secret, Duration.ofSeconds(10), InstantSource.system()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Receipt deliver(HttpSink sink) {
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        try (sink) {
            sink.deliver(List.of(MESSAGE), receipts::add);
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

    /** Delivers to a server that has this one conversation. */
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
            return deliver(
                    new HttpSink(address, WebhookSecret.parse(Receiver.SECRET), timeout, InstantSource.system()));
        }
    }

    @FunctionalInterface
    private interface Conversation {
        void hold(Socket socket) throws IOException;
    }
}
