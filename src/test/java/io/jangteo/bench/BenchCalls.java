package io.jangteo.bench;

import io.jangteo.wire.RawRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** How a bench calls one server: the bytes of its requests, sent over many connections or over one. */
final class BenchCalls {
    static final int CONNECTIONS = 64;
    static final String API = "/api/v1";
    static final String ADMIN = API + "/admin";
    static final int OK = 200;
    static final int CREATED = 201;
    private static final ReplyField ID = new ReplyField("id");
    private static final ReplyField USER_ID = new ReplyField("userId");

    private final LoadGenerator many;
    private final LoadGenerator single;
    private final String adminKey;

    BenchCalls(ServerProcess server) {
        many = new LoadGenerator(server.address(), CONNECTIONS);
        single = new LoadGenerator(server.address(), 1);
        adminKey = server.adminKey();
    }

    /**
     * Sends the requests over many connections for as long as the window is open.
     *
     * @throws BenchFailure when a reply has another status
     */
    LoadTally load(String what, LoadWindow window, Supplier<byte @Nullable []> requests, int... statuses) {
        return load(what, window, requests, ReplyHandler.IGNORE, statuses);
    }

    LoadTally load(
            String what,
            LoadWindow window,
            Supplier<byte @Nullable []> requests,
            ReplyHandler replies,
            int... statuses) {
        return many.run(window, requests, replies).requireOnly(what, statuses);
    }

    /** Does the same with no more requests than these in a second. */
    LoadTally paced(
            String what, LoadWindow window, double perSecond, Supplier<byte @Nullable []> requests, int... statuses) {
        return many.paced(perSecond).run(window, requests, ReplyHandler.IGNORE).requireOnly(what, statuses);
    }

    /** Makes as many as are asked for by the administration's call, and returns their ids. */
    List<Long> create(long count, String path, LongFunction<String> json) {
        List<byte[]> requests = LongStream.rangeClosed(1, count)
                .mapToObj(i -> admin(RawRequest.post(ADMIN + path, json.apply(i))))
                .toList();
        List<Long> ids = new ArrayList<>();
        ReplyHandler keep = (status, body) -> {
            if (status == CREATED) {
                ids.add(ID.in(body));
            }
        };
        load("POST " + path, LoadWindow.UNTIL_DONE, once(requests), keep, CREATED);
        return ids;
    }

    /** The body of the reply to one request. */
    String answer(byte[] request) {
        return single.run(LoadWindow.UNTIL_DONE, once(List.of(request)), ReplyHandler.IGNORE)
                .requireOnly("a single call", OK)
                .firstBody(OK);
    }

    byte[] admin(RawRequest request) {
        return request.bearer(adminKey).bytes();
    }

    static byte[] get(String path) {
        return RawRequest.get(path).bytes();
    }

    static byte[] post(String path, String json) {
        return RawRequest.post(path, json).bytes();
    }

    static byte[] charge(long user, long amount) {
        return post(API + "/users/" + user + "/points/charge", "{\"amount\":" + amount + "}");
    }

    /** Pays the order that this reply shows. */
    static byte[] payment(ByteBuffer order) {
        return post(API + "/orders/" + ID.in(order) + "/payment", "{\"userId\":" + USER_ID.in(order) + "}");
    }

    /** Each request once. */
    static Supplier<byte @Nullable []> once(List<byte[]> all) {
        Iterator<byte[]> left = all.iterator();
        return () -> left.hasNext() ? left.next() : null;
    }

    /** All requests, again and again. */
    static Supplier<byte @Nullable []> round(List<byte[]> all) {
        int[] next = {0};
        return () -> {
            byte[] request = all.get(next[0]);
            next[0] = next[0] + 1 == all.size() ? 0 : next[0] + 1;
            return request;
        };
    }
}
