package io.jangteo.web;

import io.jangteo.database.Database;
import io.jangteo.database.Outcome;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Idempotency;
import io.jangteo.idempotency.KeyedBatch;
import io.jangteo.idempotency.KeyedRequest;
import io.jangteo.idempotency.Reply;
import io.jangteo.json.Json;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.security.Caller;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers an admitted request: checks its form, runs the route's handler in one transaction and makes the reply. A
 * refusal from any step ends it.
 */
public final class Dispatcher {
    private final Database database;
    private final Idempotency idempotency;
    private final Json json;
    private final InstantSource clock;
    private final ChangeLog changeLog;

    public Dispatcher(Database database, Idempotency idempotency, Json json, InstantSource clock, ChangeLog changeLog) {
        this.database = database;
        this.idempotency = idempotency;
        this.json = json;
        this.clock = clock;
        this.changeLog = changeLog;
    }

    /**
     * Answers an admitted request.
     *
     * @param caller the caller as whom it acts
     * @throws io.jangteo.problem.Problem if any step refuses the request
     */
    Answer answer(Route route, Context context, Caller caller, byte[] bytes) throws Exception {
        if (route.handler() instanceof Route.Raw page) {
            return new Answer(page.answer(context), false);
        }
        if (route.csv() != null) {
            context.res().addHeader(Header.VARY, Header.ACCEPT);
            if (CsvPreference.isAsked(context)) {
                return new Answer(export(route, route.csv(), context, caller), false);
            }
        }
        if (route.method() != Route.Method.GET && DryRun.isAskedFor(route, context)) {
            Request request = read(route, context, caller, bytes);
            // Ignores the key: a dry run must not be replayed as if it had happened.
            return answerOf(route, DryRun.of(database, tx -> handle(route.handler(), request, tx)));
        }
        KeyedRequest keyed = keyed(route, context, caller, bytes);
        if (route.handler() instanceof Route.Together<?, ?> together) {
            return answer(route, together, keyed, () -> read(route, context, caller, bytes));
        }
        if (keyed == null) {
            Request request = read(route, context, caller, bytes);
            Object result = run(route, request);
            return result instanceof Later later ? new Answer(reply(later, context), false) : answerOf(route, result);
        }
        if (route.handler() instanceof Route.Action action) {
            return idempotency.onceOutside(
                    keyed, () -> reply(route, action.handle(read(route, context, caller, bytes))));
        }
        Route.Write write = (Route.Write) route.handler();
        return idempotency.once(
                keyed, tx -> answerOf(route, change(route, write, read(route, context, caller, bytes), tx)));
    }

    /** Leaves in the call what it waits for: its {@link Answer}. */
    void begin(Route route, Route.Waits handler, Context context, Call call) {
        Caller caller = Objects.requireNonNull(call.caller);
        Awaited awaited = handler.handle(read(route, context, caller, call.body));
        call.awaited = new Awaited(awaited.limit(), isLast -> {
            Object result = awaited.look().now(isLast);
            if (result instanceof Ongoing ongoing) {
                call.ongoing = ongoing;
                return new Answer(new Reply(route.status(), ongoing.contentType(), null, new byte[0]), false);
            }
            return result == null ? null : answerOf(route, result);
        });
    }

    private Object run(Route route, Request request) {
        Route.Handler handler = route.handler();
        if (handler instanceof Route.Write write) {
            return database.write(tx -> change(route, write, request, tx));
        }
        return handler instanceof Route.Read read ? read.handle(request) : ((Route.Action) handler).handle(request);
    }

    /** Notes the change in its own commit: a refusal, a dry run and a repetition leave nothing. */
    private static Object change(Route route, Route.Write write, Request request, Tx tx) {
        Object result = write.handle(request, tx);
        if (!(result instanceof Unchanged)) {
            request.note(tx, location(route, result));
        }
        return result;
    }

    private static @Nullable String location(Route route, Object result) {
        return route.location() == null ? null : route.location().apply(result);
    }

    private static Object handle(Route.Handler handler, Request request, Tx tx) {
        return handler instanceof Route.Together<?, ?> together
                ? handle(together, request, tx)
                : ((Route.Write) handler).handle(request, tx);
    }

    private static <Q, R> Object handle(Route.Together<Q, R> together, Request request, Tx tx) {
        return together.reply()
                .apply(together.batch().batch().one(tx, together.reader().apply(request)));
    }

    private <Q, R> Answer answer(
            Route route, Route.Together<Q, R> together, @Nullable KeyedRequest keyed, Supplier<Request> request) {
        if (keyed == null) {
            Request whole = request.get();
            Outcome<Q> asked = Outcome.of(together.reader().apply(whole));
            Object result = database.together(
                    together.batch(),
                    new KeyedBatch.Ask<>(null, asked, Dispatcher::notKept, note(route, together, whole)));
            @SuppressWarnings("unchecked")
            R own = (R) result;
            return answerOf(route, together.reply().apply(own));
        }
        Request whole;
        try {
            whole = request.get();
        } catch (Problem refusal) {
            // Refused after its key: another request may have used that.
            return idempotency.together(
                    together.batch(), keyed, Outcome.refused(refusal), Dispatcher::notKept, (tx, result) -> {});
        }
        return idempotency.together(
                together.batch(),
                keyed,
                asked(together, whole),
                result -> answerOf(route, together.reply().apply(result)),
                note(route, together, whole));
    }

    private static <Q, R> BiConsumer<Tx, R> note(Route route, Route.Together<Q, R> together, Request request) {
        if (!request.isNoted()) {
            // The many: their replies are made once, after the commit.
            return (tx, result) -> {};
        }
        return (tx, result) -> {
            Object reply = together.reply().apply(result);
            if (!(reply instanceof Replayed)) {
                request.note(tx, location(route, reply));
            }
        };
    }

    private static <R> Answer notKept(R result) {
        throw new IllegalStateException("Without a key no reply is kept");
    }

    /** A request that is not well formed is refused after its key: another request may have used that. */
    private static <Q, R> Outcome<Q> asked(Route.Together<Q, R> together, Request request) {
        try {
            return Outcome.of(together.reader().apply(request));
        } catch (Problem refusal) {
            return Outcome.refused(refusal);
        }
    }

    /** Returns the first part of the list; whoever sends it asks the call's export for the others. */
    private Reply export(Route route, CsvList csv, Context context, Caller caller) {
        Map<String, String> queries = Queries.parse(context.req().getQueryString(), route);
        for (String part : List.of(Page.LIMIT, Page.CURSOR)) {
            if (queries.containsKey(part)) {
                throw Refusals.malformed(part, "no such parameter with Accept: " + CsvPreference.CSV);
            }
        }
        Route.Read list = (Route.Read) route.handler();
        Export export = new Export(csv.columns(), CsvList.withLines(queries), cursor -> {
            Map<String, String> page = new HashMap<>(queries);
            if (cursor != null) {
                page.put(Page.CURSOR, cursor);
            }
            return json.tree(
                    list.handle(new Request(context, route, changeLog, page, caller, clock, null, Export.ROWS)));
        });
        byte[] first = Objects.requireNonNull(export.next());
        context.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + csv.fileName(queries) + "\"");
        Call.of(context.req()).export = export;
        return new Reply(200, CsvList.MEDIA_TYPE, null, first);
    }

    private Request read(Route route, Context context, Caller caller, byte[] bytes) {
        Map<String, String> queries = Queries.parse(context.req().getQueryString(), route);
        if (route.csv() != null && queries.containsKey(CsvList.LINES)) {
            throw Refusals.malformed(CsvList.LINES, "no such parameter without Accept: " + CsvPreference.CSV);
        }
        Object body = route.method() == Route.Method.GET
                ? null
                : RequestBody.parse(json, context.req(), bytes, route.bodyType());
        return new Request(context, route, changeLog, queries, caller, clock, body, Page.LIMIT_DEFAULT);
    }

    private Answer answerOf(Route route, Object result) {
        if (result instanceof Replayed first) {
            return new Answer(reply(route, first.body()), true);
        }
        return new Answer(reply(route, result instanceof Unchanged same ? same.body() : result), false);
    }

    /** Writes JSON, unless the handler made the reply itself. */
    private Reply reply(Route route, Object result) {
        if (result instanceof Reply made) {
            return made;
        }
        return new Reply(route.status(), Reply.JSON, location(route, result), json.write(result));
    }

    private Reply reply(Later later, Context context) {
        context.header("Retry-After", Long.toString(later.retryAfterSeconds()));
        return new Reply(202, Reply.JSON, null, json.write(later.body()));
    }

    private static @Nullable KeyedRequest keyed(Route route, Context context, Caller caller, byte[] bytes) {
        String key = route.takesKey() ? context.header("Idempotency-Key") : null;
        if (key == null) {
            return null;
        }
        String query = context.req().getQueryString();
        String target = query == null ? context.path() : context.path() + "?" + query;
        return KeyedRequest.of(caller.name(), key, route.method().name(), target, bytes);
    }
}
