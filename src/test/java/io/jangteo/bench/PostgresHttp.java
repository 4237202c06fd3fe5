package io.jangteo.bench;

import io.jangteo.cluster.PostgresServer;
import io.jangteo.wire.RawRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hot calls over HTTP, by 64 connections that are spread evenly over the instances. */
final class PostgresHttp implements AutoCloseable {
    static final Map<String, Double> BARS = Map.of("charge", 2.0, "hot coupon", 3.0, "order", 2.0, "payment", 1.5);
    static final double TWO_INSTANCES_BAR = 0.5;

    private static final String ADMIN_KEY = "an-admin-key-for-the-bench";
    private static final List<String> JAR = List.of("-jar", "target/jangteo.jar");
    private static final List<String> FLAGS = List.of("--balance-max", "1000000000000");
    private static final LoadWindow WINDOW = new LoadWindow(Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final String API = "/api/v1";
    private static final ReplyField ID = new ReplyField("id");
    private static final ReplyField USER_ID = new ReplyField("userId");

    private final PostgresServer server;
    private final String url;
    private final List<ServerProcess> instances = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();

    private PostgresHttp(PostgresServer server) {
        this.server = server;
        this.url = server.newDatabase();
    }

    static PostgresHttp start(PostgresServer server, int instances, Path directory, List<String> flags)
            throws IOException {
        PostgresHttp http = new PostgresHttp(server);
        for (int i = 0; i < instances; i++) {
            List<String> all = new ArrayList<>(List.of("--database", http.url, "--admin-key", ADMIN_KEY));
            all.addAll(FLAGS);
            all.addAll(flags);
            Path place = Files.createDirectories(directory.resolve("instance-" + i));
            http.instances.add(ServerProcess.start(JAR, place, all));
        }
        PostgresData.load(server, http.url);
        return http;
    }

    /** Has each instance do all calls, so that what is measured afterwards is compiled: they share the callers. */
    void warm() {
        instances.forEach(instance -> measure());
    }

    /** Returns how many of each call are answered in a second. */
    Map<String, Double> measure() {
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put("charge", rate("charge", this::charge, ReplyHandler.IGNORE, 200));
        long coupon = coupon();
        AtomicLong taker = new AtomicLong();
        rates.put("hot coupon", rate("hot coupon", () -> issue(coupon, taker), ReplyHandler.IGNORE, 200));
        Queue<byte[]> payments = new ConcurrentLinkedQueue<>();
        ReplyHandler keep = (status, body) -> payments.add(
                post(API + "/orders/" + ID.in(body) + "/payment", "{\"userId\":" + USER_ID.in(body) + "}"));
        rates.put("order", rate("order", this::order, keep, 201));
        rates.put("payment", rate("payment", payments::poll, ReplyHandler.IGNORE, 200));
        return rates;
    }

    @Override
    public void close() {
        instances.forEach(ServerProcess::close);
        server.dropDatabase(url);
    }

    private double rate(String call, Supplier<byte @Nullable []> requests, ReplyHandler handler, int status) {
        return instances.stream()
                .map(instance -> CompletableFuture.supplyAsync(
                        () -> new LoadGenerator(instance.address(), Callers.COUNT / instances.size())
                                .run(WINDOW, requests, handler)
                                .requireOnly(call, status)
                                .perSecond()))
                .toList()
                .stream()
                .mapToDouble(CompletableFuture::join)
                .sum();
    }

    private byte[] charge() {
        return post(API + "/users/" + rich() + "/points/charge", "{\"amount\":1000}");
    }

    private static byte @Nullable [] issue(long coupon, AtomicLong taker) {
        long user = taker.incrementAndGet();
        return user > PostgresData.USERS
                ? null
                : post(API + "/coupons/" + coupon + "/issue", "{\"userId\":" + user + "}");
    }

    private byte[] order() {
        long first = next.incrementAndGet() % PostgresData.PRODUCTS;
        long second = (first + 37) % PostgresData.PRODUCTS;
        String items = "[{\"productId\":%d,\"quantity\":1},{\"productId\":%d,\"quantity\":1}]"
                .formatted(1 + first, 1 + second);
        return post(API + "/orders", "{\"userId\":" + rich() + ",\"items\":" + items + "}");
    }

    private long rich() {
        return 1 + next.incrementAndGet() % PostgresData.RICH;
    }

    private long coupon() {
        byte[] request = RawRequest.post(
                        API + "/admin/coupons",
                        "{\"name\":\"선착순\",\"discount\":{\"type\":\"FIXED\",\"amount\":1000},\"minOrderAmount\":0,"
                                + "\"quantity\":10000000,\"validDays\":30}")
                .bearer(ADMIN_KEY)
                .bytes();
        long[] id = new long[1];
        Queue<byte[]> once = new ConcurrentLinkedQueue<>(List.of(request));
        new LoadGenerator(instances.get(0).address(), 1)
                .run(LoadWindow.UNTIL_DONE, once::poll, (status, body) -> id[0] = ID.in(body))
                .requireOnly("coupon", 201);
        return id[0];
    }

    private static byte[] post(String path, String json) {
        return RawRequest.post(path, json).bytes();
    }
}
