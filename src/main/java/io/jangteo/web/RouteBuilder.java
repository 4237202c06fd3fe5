package io.jangteo.web;

import io.jangteo.database.Batch;
import io.jangteo.database.Page;
import io.jangteo.idempotency.KeyedBatch;
import io.jangteo.problem.Refusal;
import io.jangteo.web.Route.Access;
import io.jangteo.web.Route.Action;
import io.jangteo.web.Route.Constant;
import io.jangteo.web.Route.Counting;
import io.jangteo.web.Route.Handler;
import io.jangteo.web.Route.Lookup;
import io.jangteo.web.Route.Method;
import io.jangteo.web.Route.Query;
import io.jangteo.web.Route.Raw;
import io.jangteo.web.Route.Read;
import io.jangteo.web.Route.Together;
import io.jangteo.web.Route.Waits;
import io.jangteo.web.Route.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a route; {@code R} is the type of its reply. */
public final class RouteBuilder<R> {
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
    private boolean streams;
    private int status = 200;
    private @Nullable Function<Object, String> location;
    private boolean holdsSecret;

    RouteBuilder(Method method, String path) {
        this.method = method;
        this.path = path;
    }

    /** Sets the operation's name in generated clients, and the sentence that describes it. */
    public RouteBuilder<R> named(String operation, String summary) {
        this.operation = operation;
        this.summary = summary;
        return this;
    }

    /** Sets who may call; required. */
    public RouteBuilder<R> access(Access access) {
        this.access = access;
        return this;
    }

    public RouteBuilder<R> counting(Counting counting) {
        this.counting = counting;
        return this;
    }

    public RouteBuilder<R> query(String name, String type, String description) {
        queries.add(new Query(name, type, false, description));
        return this;
    }

    public RouteBuilder<R> requiredQuery(String name, String type, String description) {
        queries.add(new Query(name, type, true, description));
        return this;
    }

    /** Lets the route answer for a past moment: adds {@code at}. */
    public RouteBuilder<R> asOf() {
        return query(Request.AT, "date-time", "A past moment to answer for; now if omitted");
    }

    /** Makes the reply one page of a list: adds {@code limit} and {@code cursor}. */
    public RouteBuilder<R> paged() {
        query("limit", "integer", "The most entries in a page, " + Page.LIMIT_MIN + " to " + Page.LIMIT_MAX);
        return query("cursor", "string", "The nextCursor of the previous page");
    }

    public RouteBuilder<R> body(Class<?> type) {
        this.bodyType = type;
        return this;
    }

    @SuppressWarnings("unchecked")
    public <T> RouteBuilder<T> replies(Class<T> type) {
        this.replyType = type;
        return (RouteBuilder<T>) this;
    }

    /** Allows a handler whose reply is not ready to return {@link Later} with its progress. */
    public RouteBuilder<R> repliesLater(Class<?> type) {
        this.laterType = type;
        return this;
    }

    /**
     * Replies with a list that can also be had as CSV, all of it. Adds {@code lines} if a row has a list of its own.
     *
     * @param file its name, without its ending
     */
    public <T> RouteBuilder<T> lists(Class<T> type, String file) {
        csv = new CsvList(file, CsvColumns.of(type));
        csv.aboutLines().ifPresent(about -> query(CsvList.LINES, "boolean", about));
        return replies(type);
    }

    /** Documents that the reply can also be had as {@link Ongoing#SERVER_SENT_EVENTS}. */
    public RouteBuilder<R> streams() {
        this.streams = true;
        return this;
    }

    /** Answers 201 with the location of what was created. */
    @SuppressWarnings("unchecked")
    public <T> RouteBuilder<T> creates(Class<T> type, Function<T, String> location) {
        this.status = 201;
        this.location = (Function<Object, String>) (Function<?, String>) location;
        return replies(type);
    }

    /** Marks a reply that holds a secret: it is never kept, and an {@code Idempotency-Key} is ignored. */
    public RouteBuilder<R> holdsSecret() {
        this.holdsSecret = true;
        return this;
    }

    /** Sets the feature's own refusals; those that any request may meet are added to the document automatically. */
    public RouteBuilder<R> refuses(Refusal... refusals) {
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

    public Route looksUp(Lookup handler) {
        return build(handler);
    }

    /** Answers always the same. */
    public Route answers(R reply) {
        return build(new Constant(reply));
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
                streams,
                status,
                List.copyOf(refusals),
                location,
                holdsSecret,
                handler);
    }
}
