package io.jangteo.web;

import io.jangteo.database.Batch;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.idempotency.KeyedBatch;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Refusal;
import io.javalin.http.Context;
import io.javalin.router.EndpointMetadata;
import java.util.ArrayList;
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
        int status,
        List<Refusal> refusals,
        @Nullable Function<Object, String> location,
        boolean holdsSecret,
        Handler handler)
        implements EndpointMetadata {

    /** The prefix of every path in the shop's API. */
    public static final String API = "/api/v1";

    public static final String ADMIN = API + "/admin";

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

    /** Returns the class that declares the call. */
    public Class<?> source() {
        return handler instanceof Together<?, ?> together ? together.reader().getClass() : handler.getClass();
    }

    public enum Method {
        GET,
        POST,
        PATCH
    }

    /** Who may call: anyone, a shopper (in token mode: that very user), or the holder of the admin key. */
    public enum Access {
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

    public sealed interface Handler permits Read, Waits, Write, Together, Action, Raw {}

    /** Answers without changing anything. */
    @FunctionalInterface
    public non-sealed interface Read extends Handler {
        Object handle(Request request);
    }

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
     * Answers with a page or a file beside the API, for people and tools. Such a route takes any query, sets headers in
     * the context, and is not in the OpenAPI document.
     */
    @FunctionalInterface
    public non-sealed interface Raw extends Handler {
        Reply answer(Context context) throws Exception;
    }

    public static Builder<Object> get(String path) {
        return new Builder<>(Method.GET, path);
    }

    public static Builder<Object> post(String path) {
        return new Builder<>(Method.POST, path);
    }

    /** A page or file that anyone may read. */
    static Route page(String path, Raw handler) {
        return get(path).access(Access.ANYONE).shows(handler);
    }

    public static Builder<Object> patch(String path) {
        return new Builder<>(Method.PATCH, path);
    }

    /** Builds a route; {@code R} is the type of its reply. */
    public static final class Builder<R> {
        private final Method method;
        private final String path;
        private final List<Query> queries = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private String operation = "";
        private String summary = "";
        private @Nullable Access access;
        private Counting counting = Counting.NORMAL;
        private @Nullable Class<?> bodyType;
        private Class<?> replyType = Object.class;
        private @Nullable Class<?> laterType;
        private @Nullable CsvList csv;
        private int status = 200;
        private @Nullable Function<Object, String> location;
        private boolean holdsSecret;

        private Builder(Method method, String path) {
            this.method = method;
            this.path = path;
        }

        /** Sets the operation's name in generated clients, and the sentence that describes it. */
        public Builder<R> named(String operation, String summary) {
            this.operation = operation;
            this.summary = summary;
            return this;
        }

        /** Sets who may call; required. */
        public Builder<R> access(Access access) {
            this.access = access;
            return this;
        }

        public Builder<R> counting(Counting counting) {
            this.counting = counting;
            return this;
        }

        public Builder<R> query(String name, String type, String description) {
            queries.add(new Query(name, type, false, description));
            return this;
        }

        public Builder<R> requiredQuery(String name, String type, String description) {
            queries.add(new Query(name, type, true, description));
            return this;
        }

        /** Lets the route answer for a past moment: adds {@code at}. */
        public Builder<R> asOf() {
            return query(Request.AT, "date-time", "A past moment to answer for; now if omitted");
        }

        /** Makes the reply one page of a list: adds {@code limit} and {@code cursor}. */
        public Builder<R> paged() {
            query("limit", "integer", "The most entries in a page, " + Page.LIMIT_MIN + " to " + Page.LIMIT_MAX);
            return query("cursor", "string", "The nextCursor of the previous page");
        }

        public Builder<R> body(Class<?> type) {
            this.bodyType = type;
            return this;
        }

        @SuppressWarnings("unchecked")
        public <T> Builder<T> replies(Class<T> type) {
            this.replyType = type;
            return (Builder<T>) this;
        }

        /** Allows a handler whose reply is not ready to return {@link Later} with its progress. */
        public Builder<R> repliesLater(Class<?> type) {
            this.laterType = type;
            return this;
        }

        /**
         * Replies with a list that can also be had as CSV, all of it. Adds {@code lines} if a row has a list of its own.
         *
         * @param file its name, without its ending
         */
        public <T> Builder<T> lists(Class<T> type, String file) {
            csv = new CsvList(file, CsvColumns.of(type));
            csv.aboutLines().ifPresent(about -> query(CsvList.LINES, "boolean", about));
            return replies(type);
        }

        /** Answers 201 with the location of what was created. */
        @SuppressWarnings("unchecked")
        public <T> Builder<T> creates(Class<T> type, Function<T, String> location) {
            this.status = 201;
            this.location = (Function<Object, String>) (Function<?, String>) location;
            return replies(type);
        }

        /** Marks a reply that holds a secret: it is never kept, and an {@code Idempotency-Key} is ignored. */
        public Builder<R> holdsSecret() {
            this.holdsSecret = true;
            return this;
        }

        /** Sets the feature's own refusals; those that any request may meet are added to the document automatically. */
        public Builder<R> refuses(Refusal... refusals) {
            this.refusals.addAll(List.of(refusals));
            return this;
        }

        /** Answers {@code GET} with a page or a file. */
        public Route shows(Raw handler) {
            return build(handler);
        }

        public Route reads(Read handler) {
            return build(handler);
        }

        public Route waits(Waits handler) {
            return build(handler);
        }

        public Route writes(Write handler) {
            return build(handler);
        }

        public <Q, T> Route batches(Function<Request, Q> reader, Batch<Q, T> batch, Function<T, Object> reply) {
            return build(new Together<>(reader, new KeyedBatch<>(batch), reply));
        }

        public Route acts(Action handler) {
            return build(handler);
        }

        private Route build(Handler handler) {
            if (access == null) {
                throw new IllegalArgumentException(method + " " + path + " does not say who may call it");
            }
            return new Route(
                    method,
                    path,
                    operation,
                    summary,
                    access,
                    counting,
                    List.copyOf(queries),
                    bodyType,
                    replyType,
                    laterType,
                    csv,
                    status,
                    List.copyOf(refusals),
                    location,
                    holdsSecret,
                    handler);
        }
    }
}
