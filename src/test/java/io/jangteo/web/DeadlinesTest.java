package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test controls the clock: slow connections are closed, others are left alone however long they last. */
class DeadlinesTest {
    private static final int CONNECTIONS_MAX = 2;
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";

    private final AtomicLong now = new AtomicLong();
    private final Semaphore opened = new Semaphore(0);
    private final Semaphore sent = new Semaphore(0);
    private final Semaphore pieces = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch whole = new CountDownLatch(1);
    private final CountDownLatch bodyBegan = new CountDownLatch(1);
    private final CountDownLatch replyBegan = new CountDownLatch(1);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final Deadlines deadlines = new Deadlines(CONNECTIONS_MAX, now::get);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(0);
        // Not started: it sweeps when the test says so.
        connector.addEventListener(deadlines);
        // Called after the one before.
        connector.addEventListener(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                opened.release();
            }
        });
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answer(request, response, callback);
                return true;
            }
        });
        server.start();
    }

    private void answer(Request request, Response response, Callback callback) throws Exception {
        var connection = request.getConnectionMetaData().getConnection();
        switch (request.getHttpURI().getPath()) {
            case "/body" -> {
                deadlines.bodyBegins(connection);
                bodyBegan.countDown();
            }
            case "/reply" -> {
                deadlines.replyBegins(connection, 1_000);
                replyBegan.countDown();
            }
            case "/slowly" -> {
                deadlines.replyBegins(connection, 1_000);
                replyBegan.countDown();
                while (true) {
                    pieces.acquire();
                    Content.Sink.write(response, false, ByteBuffer.wrap(new byte[] {'a'}));
                }
            }
            case "/work" -> {
                deadlines.requestIsWhole(connection);
                whole.countDown();
                release.await();
                send(response, connection, callback);
            }
            default -> send(response, connection, callback);
        }
    }

    private void send(Response response, Connection connection, Callback callback) {
        deadlines.replyBegins(connection, 2);
        response.write(true, ByteBuffer.wrap("ok".getBytes(StandardCharsets.US_ASCII)), Callback.from(() -> {
            deadlines.replyIsSent(connection);
            sent.release();
            callback.succeeded();
        }));
    }

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        // Enough for a closed connection to notice.
        pieces.release(10_000);
        server.stop();
    }

    @Test
    void headers_that_trickle_end_their_connection() throws IOException {
        try (Socket socket = connect()) {
            send(socket, GET);
            awaitBytes(1);
            deadlines.sweep();
            pass(9);
            send(socket, "X-A: 1\r\n");
            deadlines.sweep();
            pass(2);
            deadlines.sweep();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void headers_that_trickle_after_another_request_end_their_connection_too() throws IOException {
        try (Socket socket = connect()) {
            send(socket, GET + "\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            await().until(sent::tryAcquire);
            pass(15);
            deadlines.sweep();
            long before = bytesIn();
            send(socket, "GET /");
            awaitBytes(before + 1);
            deadlines.sweep();
            pass(11);
            deadlines.sweep();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("ok");
        }
    }

    @Test
    void a_connection_that_says_nothing_ends_after_the_idle_time() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 2; i++) {
                pass(19);
                deadlines.sweep();
                send(socket, GET + "\r\n");
                await().until(sent::tryAcquire);
            }
            pass(21);
            deadlines.sweep();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .containsPattern("(?s)ok.*ok$");
        }
    }

    @Test
    void while_others_wait_for_a_connection_idle_ones_end_sooner() throws IOException {
        try (Socket first = connect();
                Socket second = connect()) {
            pass(6);
            deadlines.sweep();
            assertThat(first.getInputStream().readAllBytes()).isEmpty();
            assertThat(second.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void at_a_stop_only_what_is_at_work_is_waited_for() throws Exception {
        try (Socket idle = connect();
                Socket half = connect();
                Socket working = connect()) {
            String work = "GET /work HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            send(half, GET);
            send(working, work);
            whole.await();
            awaitBytes(GET.length() + work.length());
            deadlines.sweep();
            deadlines.shutdown();
            pass(1);
            deadlines.sweep();
            assertThat(idle.getInputStream().readAllBytes()).isEmpty();
            assertThat(half.getInputStream().readAllBytes()).isEmpty();
            release.countDown();
            assertThat(new String(working.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("ok");
        }
    }

    @Test
    void at_a_stop_a_reader_is_given_a_second() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /slowly HTTP/1.1\r\nHost: a\r\n\r\n");
            replyBegan.await();
            deadlines.shutdown();
            pass(1);
            deadlines.sweep();
            pieces.release();
            assertThat(socket.getInputStream().read()).isPositive();
            deadlines.sweep();
            pass(2);
            deadlines.sweep();
            // Ends, although more is still to be sent.
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void a_request_is_not_begun_once_its_connection_is_ended() throws Exception {
        try (Socket socket = connect()) {
            var connection = connector.getConnectedEndPoints().iterator().next().getConnection();
            assertThat(deadlines.requestIsWhole(connection)).isTrue();
            deadlines.replyIsSent(connection);
            pass(21);
            deadlines.sweep();
            assertThat(deadlines.requestIsWhole(connection)).isFalse();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_body_that_does_not_arrive_in_time_ends_its_connection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
            bodyBegan.await();
            pass(11);
            deadlines.sweep();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_reply_that_is_not_taken_in_time_ends_its_connection() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /reply HTTP/1.1\r\nHost: a\r\n\r\n");
            replyBegan.await();
            pass(9);
            deadlines.sweep();
            pass(2);
            deadlines.sweep();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void a_reply_that_is_taken_slowly_has_its_time_but_not_for_ever() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /slowly HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 2; i++) {
                pieces.release();
                assertThat(socket.getInputStream().read()).isPositive();
                pass(9);
                deadlines.sweep();
            }
            pieces.release();
            assertThat(socket.getInputStream().read()).isPositive();
            pass(9);
            deadlines.sweep();
            // Ends, although it never paused.
            socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void a_whole_request_is_answered_however_long_the_answer_takes() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /work HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            whole.await();
            pass(1_000);
            deadlines.sweep();
            release.countDown();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("ok");
        }
    }

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private void awaitBytes(long bytes) {
        await().until(() -> bytesIn() >= bytes);
    }

    private long bytesIn() {
        return connector.getConnectedEndPoints().stream()
                .filter(endPoint -> endPoint.getConnection() != null)
                .mapToLong(endPoint -> endPoint.getConnection().getBytesIn())
                .sum();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(60_000);
        await().until(opened::tryAcquire);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
