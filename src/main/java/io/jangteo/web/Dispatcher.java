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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Answers an admitted request: checks its form, runs the route's handler in one transaction and makes the reply. A
 * refusal from any step ends it.
 */
public final class Dispatcher {
    /** Read in well under a millisecond. */
    private static final int QUICK_MAX_BYTES = 16 * 1_024;

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
     * Returns whether {@link #answer} holds no thread for long: the request is read, and is answered after its commit.
     * A large body takes a while to read.
     */
    boolean isQuick(Route route, Call call) {
        Route.Handler handler = route.handler();
        return handler instanceof Route.Waits
                || (database.returnsBeforeCommit()
                        && route.isOneTransaction()
                        && call.body.length <= QUICK_MAX_BYTES
                        && !call.request.getHeaders().contains("Prefer"));
    }

    /** Runs the work if what it looks up can be read at once; returns whether it did. */
    boolean runIfReadable(Runnable work) {
        return database.runIfReadable(work);
    }

    /**
     * Answers an admitted request.
     *
     * @param then takes the answer, or what any step refuses the request with; never if this throws
     * @throws io.jangteo.problem.Problem if a step before the transaction refuses the request
     */
    void answer(Route route, Call call, Consumer<Supplier<Answer>> then) throws Exception {
        Route.Handler handler = route.handler();
        if (handler instanceof Route.Raw page) {
            accept(then, new Answer(page.answer(request(route, call, Map.of(), null, Page.LIMIT_DEFAULT)), false));
        } else if (handler instanceof Route.Read read) {
            accept(then, read(route, read, call));
        } else if (handler instanceof Route.Constant constant) {
            read(route, call);
            accept(then, answerOf(route, constant.reply()));
        } else if (DryRun.isAskedFor(route, call)) {
            Request request = read(route, call);
            // Ignores the key: a dry run must not be replayed as if it had happened.
            accept(then, answerOf(route, DryRun.of(database, tx -> handle(handler, request, tx))));
        } else if (handler instanceof Route.Action action) {
            accept(then, act(route, action, call));
        } else if (handler instanceof Route.Together<?, ?> together) {
            decide(route, together, call, then);
        } else {
            write(route, (Route.Write) handler, call, then);
        }
    }

    private static void accept(Consumer<Supplier<Answer>> then, Answer answer) {
        then.accept(() -> answer);
    }

    private Answer read(Route route, Route.Read read, Call call) {
        if (route.csv() != null) {
            call.response.getHeaders().add(HttpHeader.VARY, HttpHeader.ACCEPT.asString());
            if (CsvPreference.isAsked(call)) {
                return new Answer(export(route, route.csv(), call), false);
            }
        }
        return answer(route, call, read.handle(read(route, call)));
    }

    private Answer act(Route route, Route.Action action, Call call) {
        KeyedRequest keyed = keyed(route, call);
        return keyed == null
                ? answer(route, call, action.handle(read(route, call)))
                : idempotency.onceOutside(keyed, () -> reply(route, action.handle(read(route, call))));
    }

    private Answer answer(Route route, Call call, Object result) {
        return result instanceof Later later ? new Answer(reply(later, call), false) : answerOf(route, result);
    }

    private void write(Route route, Route.Write write, Call call, Consumer<Supplier<Answer>> then) {
        KeyedRequest keyed = keyed(route, call);
        if (keyed == null) {
            Request request = read(route, call);
            database.writeThen(
                    tx -> change(route, write, request, tx),
                    outcome -> then.accept(() -> answer(route, call, outcome.get())));
        } else {
            idempotency.once(keyed, tx -> answerOf(route, change(route, write, read(route, call), tx)), then);
        }
    }

    /** Leaves in the call what it waits for: its {@link Answer}. */
    void begin(Route route, Route.Waits handler, Call call) {
        Awaited awaited = handler.handle(read(route, call));
        call.awaited = new Awaited(awaited.limit(), isLast -> {
            Object result = awaited.look().now(isLast);
            if (result instanceof Ongoing ongoing) {
                call.ongoing = ongoing;
                return new Answer(new Reply(route.status(), ongoing.contentType(), null, new byte[0]), false);
            }
            return result == null ? null : answerOf(route, result);
        });
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

    private <Q, R> void decide(Route route, Route.Together<Q, R> together, Call call, Consumer<Supplier<Answer>> then) {
        KeyedRequest keyed = keyed(route, call);
        if (keyed == null) {
            Request whole = read(route, call);
            Outcome<Q> asked = Outcome.of(together.reader().apply(whole));
            database.togetherThen(
                    together.batch(),
                    new KeyedBatch.Ask<>(null, asked, Dispatcher::notKept, note(route, together, whole)),
                    outcome -> then.accept(() -> granted(route, together, outcome.get())));
            return;
        }
        Request whole;
        try {
            whole = read(route, call);
        } catch (Problem refusal) {
            // Refused after its key: another request may have used that.
            idempotency.together(
                    together.batch(), keyed, Outcome.refused(refusal), Dispatcher::notKept, (tx, result) -> {}, then);
            return;
        }
        idempotency.together(
                together.batch(),
                keyed,
                asked(together, whole),
                result -> answerOf(route, together.reply().apply(result)),
                note(route, together, whole),
                then);
    }

    @SuppressWarnings("unchecked")
    private <Q, R> Answer granted(Route route, Route.Together<Q, R> together, Object result) {
        return answerOf(route, together.reply().apply((R) result));
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
    private Reply export(Route route, CsvList csv, Call call) {
        Map<String, String> queries = Queries.parse(call.request.getHttpURI().getQuery(), route);
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
            return json.tree(list.handle(request(route, call, page, null, Export.ROWS)));
        });
        byte[] first = Objects.requireNonNull(export.next());
        call.response.getHeaders().put("Content-Disposition", "attachment; filename=\"" + csv.fileName(queries) + "\"");
        call.export = export;
        return new Reply(200, CsvList.MEDIA_TYPE, null, first);
    }

    private Request read(Route route, Call call) {
        Map<String, String> queries = Queries.parse(call.request.getHttpURI().getQuery(), route);
        if (route.csv() != null && queries.containsKey(CsvList.LINES)) {
            throw Refusals.malformed(CsvList.LINES, "no such parameter without Accept: " + CsvPreference.CSV);
        }
        Object body = route.method() == Route.Method.GET ? null : RequestBody.parse(json, call, route.bodyType());
        return request(route, call, queries, body, Page.LIMIT_DEFAULT);
    }

    private Request request(Route route, Call call, Map<String, String> queries, @Nullable Object body, int rows) {
        return new Request(call, route, changeLog, queries, clock, body, rows);
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

    private Reply reply(Later later, Call call) {
        call.response.getHeaders().put(HttpHeader.RETRY_AFTER, later.retryAfterSeconds());
        return new Reply(202, Reply.JSON, null, json.write(later.body()));
    }

    private static @Nullable KeyedRequest keyed(Route route, Call call) {
        String key = route.takesKey() ? call.header("Idempotency-Key") : null;
        if (key == null) {
            return null;
        }
        String query = call.request.getHttpURI().getQuery();
        String target = query == null ? call.path() : call.path() + "?" + query;
        return KeyedRequest.of(call.caller.name(), key, route.method().name(), target, call.body);
    }
}
