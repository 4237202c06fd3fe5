package io.jangteo.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.schedule.Threads;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.web.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the server's own HTTP port, where the users of a race ask for the coupon like any other client. */
final class RaceClient implements AutoCloseable {
    /** Few, because the client mostly waits. */
    private static final int CLIENT_THREADS = 2;
    /** Longer than any race. */
    private static final Duration TOKEN_TTL = Duration.ofHours(1);

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final Logger LOGGER = LoggerFactory.getLogger(RaceClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Entrants entrants;
    private final URI place;
    /** Of the orders that were placed, which have no ranks of their own. */
    private final Set<Long> orderIds = ConcurrentHashMap.newKeySet();

    private final AtomicLong placed = new AtomicLong();

    private final String databaseId;
    private final @Nullable Tokens tokens;
    private final OwnCalls ownCalls;
    private final ExecutorService threads;
    private final HttpClient client;

    /**
     * @param baseUrl of the server, without a trailing slash
     * @param tokens for a server that requires shoppers' tokens, else {@code null}
     * @param ownCalls marks the calls, so that no limit slows the race
     */
    RaceClient(String baseUrl, Entrants entrants, @Nullable Tokens tokens, OwnCalls ownCalls) {
        this.entrants = entrants;
        boolean forOrders = entrants.kind() == NewRace.Kind.ORDERS;
        this.place =
                URI.create(baseUrl + Route.API + (forOrders ? "/orders" : "/coupons/" + entrants.prizeId() + "/issue"));
        this.databaseId = entrants.databaseId();
        this.tokens = tokens;
        this.ownCalls = ownCalls;
        this.threads = Executors.newFixedThreadPool(CLIENT_THREADS, Threads.daemons(RaceRun.THREADS + "client-"));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /** Asks for the coupon or the order as the user and waits for the reply. */
    RaceReply ask(long userId) throws InterruptedException {
        return ask(userId, request(userId).build(), true);
    }

    /** Asks in the same way, without effect; the order in the reply is none. */
    RaceReply askDry(long userId) throws InterruptedException {
        return ask(userId, request(userId).header("Prefer", "dry-run").build(), false);
    }

    /** Returns the ids of the orders that the replies named. */
    List<Long> orderIds() {
        return List.copyOf(orderIds);
    }

    private RaceReply ask(long userId, HttpRequest request, boolean counted) throws InterruptedException {
        long sentNanos = System.nanoTime();
        try {
            HttpResponse<byte[]> reply = client.send(request, BodyHandlers.ofByteArray());
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sentNanos);
            return read(userId, reply, counted, micros);
        } catch (IOException thrown) {
            return RaceReply.lost();
        }
    }

    /**
     * Call only after all requests have ended. From Java 21 on a client can close its idle connections and end its
     * thread; earlier ones do so when garbage-collected, and this server drops the connections after 30 seconds.
     */
    @Override
    public void close() {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception thrown) {
                LOGGER.warn("The HTTP client of a race did not close: {}", thrown.toString());
            }
        }
        threads.shutdownNow();
    }

    private HttpRequest.Builder request(long userId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .header("Content-Type", "application/json")
                .header(OwnCalls.HEADER, ownCalls.secret())
                .POST(HttpRequest.BodyPublishers.ofString(body(userId)));
        if (tokens != null) {
            request.header(
                    "Authorization",
                    "Bearer " + tokens.issue(databaseId, userId, TOKEN_TTL).token());
        }
        return request;
    }

    private String body(long userId) {
        return entrants.kind() == NewRace.Kind.ORDERS
                ? "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":1}]}".formatted(userId, entrants.prizeId())
                : "{\"userId\":" + userId + "}";
    }

    private RaceReply read(long userId, HttpResponse<byte[]> reply, boolean counted, long micros) throws IOException {
        JsonNode body = JSON.readTree(reply.body());
        if (!counted) {
            return RaceReply.lost();
        }
        if (reply.statusCode() == CREATED && body.path("id").isIntegralNumber()) {
            // An order that was answered twice gets a rank that another has: the verdict then finds a gap.
            boolean isNew = orderIds.add(body.path("id").longValue());
            return RaceReply.issued(isNew ? placed.incrementAndGet() : 1, userId, micros);
        }
        if (reply.statusCode() == OK && body.path("rank").isIntegralNumber()) {
            return RaceReply.issued(
                    body.path("rank").longValue(), body.path("userId").longValue(), micros);
        }
        return body.path("code").isTextual()
                ? RaceReply.refused(body.path("code").textValue(), micros)
                : RaceReply.lost();
    }
}
