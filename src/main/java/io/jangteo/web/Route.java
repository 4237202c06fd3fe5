package io.jangteo.web;

import io.jangteo.database.Tx;
import io.jangteo.idempotency.KeyedBatch;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Refusal;
import io.javalin.router.EndpointMetadata;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of the route table, with everything to register, guard and document it. The server and the OpenAPI document
 * are both built from these, so that they cannot diverge.
 */
public record Route(
        Method method,
        String path,
        String operation,
        String summary,
        Access access,
        Counting counting,
        List<Query> queries,
        @Nullable Class<?> bodyType,
        Class<?> replyType,
        @Nullable Class<?> laterType,
        @Nullable CsvList csv,
        boolean streams,
        int status,
        List<Refusal> refusals,
        @Nullable Function<Object, String> location,
        boolean holdsSecret,
        Handler handler)
        implements EndpointMetadata {

    /** The prefix of every path in the shop's API. */
    public static final String API = "/api/v1";

    public static final String ADMIN = API + "/admin";

    /** The query parameter of a list that asks for what is shown beside its items. */
    public static final String DETAILS = "details";

    /**
     * Returns whether a request may carry an {@code Idempotency-Key}; not if the reply, which would be kept, holds a
     * secret.
     */
    boolean takesKey() {
        return method == Method.POST && !holdsSecret;
    }

    /** Returns whether the call is one transaction, so that it can be tried without effect. */
    boolean isOneTransaction() {
        return handler instanceof Write || handler instanceof Together;
    }

    /** Returns whether the call is for those who monitor the server, who have places of their own. */
    boolean isWatched() {
        return counting == Counting.NONE;
    }

    /** Returns whether the answer is always there already. */
    boolean isQuick() {
        return handler instanceof Constant;
    }

    /** Returns the class that declares the call. */
    public Class<?> source() {
        if (handler instanceof Constant constant) {
            return constant.reply().getClass();
        }
        return handler instanceof Together<?, ?> together ? together.reader().getClass() : handler.getClass();
    }

    public enum Method {
        GET,
        POST,
        PATCH
    }

    /**
     * Who may call: a probe of the server's health, whatever credential it sends; anyone, but with a revoked key; a
     * shopper (in token mode: that very user); or the holder of the admin key.
     */
    public enum Access {
        PROBE,
        ANYONE,
        SHOPPER,
        ADMIN
    }

    /** How one caller's requests are counted if they are limited. */
    public enum Counting {
        NORMAL,
        /** Against a narrower limit as well, for things that many want at once and few can have. */
        SCARCE,
        /** Not counted, for those who monitor the server. */
        NONE
    }

    /** A query parameter as shown in the OpenAPI document. */
    public record Query(String name, String type, boolean required, String description) {}

    public sealed interface Handler permits Read, Constant, Waits, Write, Together, Action, Raw {}

    /** Answers without changing anything. */
    @FunctionalInterface
    public non-sealed interface Read extends Handler {
        Object handle(Request request);
    }

    /**
     * Answers with what a few rows found by their ids say, so soon that the thread that has read the request can do it,
     * where a connection is free for it.
     */
    @FunctionalInterface
    public interface Lookup extends Read {}

    /** Answers always the same. */
    record Constant(Object reply) implements Handler {}

    /**
     * Says what to answer {@code GET} with once it is there. Reads the request and nothing else: it has no place among
     * those that are worked on, so that it takes none while it waits.
     */
    @FunctionalInterface
    public non-sealed interface Waits extends Handler {
        Awaited handle(Request request);
    }

    /** Changes the shop within the request's one transaction. */
    @FunctionalInterface
    public non-sealed interface Write extends Handler {
        Object handle(Request request, Tx tx);
    }

    /**
     * Changes the shop within one transaction together with other callers' requests.
     *
     * @param reader reads the request, before the transaction
     * @param batch decides the requests
     * @param reply makes a result what the caller is answered
     */
    record Together<Q, R>(Function<Request, Q> reader, KeyedBatch<Q, R> batch, Function<R, Object> reply)
            implements Handler {}

    /** Does work that is not one transaction: a backup, a step of the test clock. */
    @FunctionalInterface
    public non-sealed interface Action extends Handler {
        Object handle(Request request);
    }

    /**
     * Answers with a page or a file beside the API, for people and tools. Such a route takes any query, sets headers of
     * its reply, and is not in the OpenAPI document.
     */
    @FunctionalInterface
    public non-sealed interface Raw extends Handler {
        Reply answer(Request request) throws Exception;
    }

    public static RouteBuilder<Object> get(String path) {
        return new RouteBuilder<>(Method.GET, path);
    }

    public static RouteBuilder<Object> post(String path) {
        return new RouteBuilder<>(Method.POST, path);
    }

    /** A page or file that anyone may read. */
    static Route page(String path, Raw handler) {
        return get(path).access(Access.ANYONE).shows(handler);
    }

    public static RouteBuilder<Object> patch(String path) {
        return new RouteBuilder<>(Method.PATCH, path);
    }
}
