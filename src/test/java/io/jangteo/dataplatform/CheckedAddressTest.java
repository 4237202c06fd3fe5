package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attempt looks the name up, and goes to an address that was checked; TLS still verifies the name. */
class CheckedAddressTest {
    private static final Message MESSAGE = new Message("msg_1", 0, Instant.EPOCH, "{}");
    private static final char[] PASSWORD = "password".toCharArray();

    @TempDir
    Path place;

    @Test
    void a_name_is_looked_up_for_each_attempt_and_the_address_that_was_checked_is_connected_to() throws Exception {
        List<String> asked = new ArrayList<>();
        AtomicReference<String> answer = new AtomicReference<>("127.0.0.1");
        try (Receiver receiver = new Receiver()) {
            int port = receiver.address().getPort();
            URI address = URI.create("http://receiver.localhost:" + port + "/orders");
            try (HttpSink sink = sink(address, host -> {
                asked.add(host);
                return new InetAddress[] {InetAddress.getByName(answer.get())};
            })) {
                assertThat(deliver(sink).isDelivered()).isTrue();
                assertThat(receiver.received.get(0).headers().getFirst("host")).isEqualTo("receiver.localhost:" + port);
                answer.set("10.0.0.1");
                Receipt refused = deliver(sink);
                assertThat(refused.failure())
                        .startsWith("Not sent: receiver.localhost has the address 10.0.0.1, a private or special");
                assertThat(refused.answer()).isEqualTo(Receipt.Answer.NONE);
                // Allowed, but different from that of the idle connection.
                answer.set("127.0.0.99");
                assertThat(deliver(sink).failure())
                        .isEqualTo("No connection to http://receiver.localhost:" + port + " (refused)");
                answer.set("127.0.0.1");
                assertThat(deliver(sink).isDelivered()).isTrue();
            }
            assertThat(asked).hasSize(4).containsOnly("receiver.localhost");
            assertThat(receiver.received).hasSize(2);
        }
    }

    @Test
    void an_address_where_nobody_listens_is_followed_by_the_next() throws Exception {
        try (Receiver receiver = new Receiver()) {
            URI address = URI.create(receiver.address().toString().replace("127.0.0.1", "receiver.localhost"));
            try (HttpSink sink = sink(address, host ->
                    new InetAddress[] {InetAddress.getByName("127.0.0.99"), InetAddress.getByName("127.0.0.1")})) {
                assertThat(deliver(sink).failure()).isNull();
            }
        }
    }

    @Test
    void tls_wants_a_certificate_of_the_name_and_says_the_name() throws Exception {
        Path keys = keysOf("receiver.example");
        List<String> names = new CopyOnWriteArrayList<>();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/", exchange -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            names.add(session.getRequestedServerNames()
                    + exchange.getRequestHeaders().getFirst("host"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertThat(deliverTo("receiver.example", port, keys).failure()).isNull();
            assertThat(names)
                    .singleElement()
                    .asString()
                    .startsWith("[type=host_name (0), value=receiver.example]")
                    .endsWith("receiver.example:" + port);
            assertThat(deliverTo("other.example", port, keys).failure())
                    .startsWith("No reply from https://other.example:" + port + " (")
                    .contains("matching other.example");
            assertThat(deliverTo("127.0.0.1", port, keys).failure())
                    .startsWith("No reply from https://127.0.0.1:" + port + " (");
            assertThat(names).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    private static Receipt deliverTo(String host, int port, Path keys) throws Exception {
        SSLContext tls = context(keys);
        try (HttpSink sink = new HttpSink(
                new Destination(URI.create("https://" + host + ":" + port + "/"), false),
                List.of(WebhookSecret.parse(Receiver.SECRET)),
                Duration.ofMinutes(1),
                InstantSource.system(),
                ignored -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                () -> tls,
                Executors.newCachedThreadPool())) {
            return deliver(sink);
        }
    }

    private static HttpSink sink(URI address, Destination.Resolver resolver) {
        return new HttpSink(
                new Destination(address, false),
                List.of(WebhookSecret.parse(Receiver.SECRET)),
                Duration.ofMinutes(1),
                InstantSource.system(),
                resolver,
                () -> {
                    throw new IllegalStateException("There is no TLS here");
                },
                Executors.newCachedThreadPool());
    }

    private static Receipt deliver(HttpSink sink) throws InterruptedException {
        BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
        sink.deliver(List.of(MESSAGE), receipts::add);
        return receipts.poll(1, TimeUnit.MINUTES);
    }

    private Path keysOf(String name) throws IOException, InterruptedException {
        Path file = place.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "receiver",
                        "-dname",
                        "CN=receiver",
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    private static SSLContext context(Path keys) {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, PASSWORD);
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (Exception thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
