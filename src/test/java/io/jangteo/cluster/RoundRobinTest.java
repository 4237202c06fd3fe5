package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jangteo.wire.Crowd;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who go to each of three servers in turn. */
class RoundRobinTest {
    private final List<HttpServer> servers = new ArrayList<>();
    private RoundRobin callers;

    @BeforeEach
    void start() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = name.getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            servers.add(server);
        }
        callers = new RoundRobin(servers.stream()
                .map(server -> "http://127.0.0.1:" + server.getAddress().getPort())
                .toList());
    }

    @AfterEach
    void stop() {
        callers.close();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void requests_go_to_each_in_turn() {
        assertThat(IntStream.range(0, 6).mapToObj(i -> callers.send(RawRequest.get("/"))))
                .extracting(Response::text)
                .containsExactly("a", "b", "c", "a", "b", "c");
    }

    @Test
    void a_crowd_spreads_over_all() {
        List<RawRequest> requests = Collections.nCopies(6, RawRequest.get("/"));
        assertThat(new Crowd(callers::next).rush(requests))
                .extracting(Response::text)
                .containsExactly("a", "b", "c", "a", "b", "c");
    }
}
