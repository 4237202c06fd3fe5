package io.jangteo.web;

import io.jangteo.schedule.Threads;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Works on complete requests. What holds no thread for long is begun on the thread that has read the request and serves
 * the sockets: a write only joins the queue of the database. Everything else is done in one of the {@link Places}.
 */
final class Work implements AutoCloseable {
    /** Credentials that are looked up at the same time. */
    private static final int CREDENTIALS_MAX = 16;
    /** Monitoring requests at the same time, however busy the server is. */
    private static final int WATCHERS_MAX = 8;
    /** Everything else at the same time: it may take long, or waits for its commit. */
    private static final int OTHERS_MAX = 192;

    private static final long SWEEP_MILLIS = 100;

    private final Dispatcher dispatcher;
    private final Faults faults;
    private final Problems problems;
    private final Places credentials;
    private final Places watchers;
    private final Places reads;
    private final Places others;
    private final List<Places> all;
    private final ScheduledThreadPoolExecutor sweeper =
            new ScheduledThreadPoolExecutor(1, Threads.daemons("jangteo-places-"));

    Work(ServerSettings settings, Dispatcher dispatcher, Faults faults, Problems problems) {
        this.dispatcher = dispatcher;
        this.faults = faults;
        this.problems = problems;
        this.credentials = places("credentials", CREDENTIALS_MAX, settings);
        this.watchers = places("watchers", WATCHERS_MAX, settings);
        this.reads = places("reads", settings.readsMax(), settings);
        this.others = places("others", OTHERS_MAX, settings);
        this.all = List.of(credentials, watchers, reads, others);
        Future<?> unused = sweeper.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Places places(String name, int placesMax, ServerSettings settings) {
        return new Places(name, placesMax, settings.waitingMax(), settings.waitLimit());
    }

    /**
     * Looks up a call's credential, before it is admitted.
     *
     * @param end takes the call, refused, if no place became free in time
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if too many wait
     */
    void lookUp(Call call, Consumer<Call> admit, Consumer<Call> end) {
        credentials.enter(call, admit, end);
    }

    /**
     * Begins to work on a complete request.
     *
     * @param end takes the call once, with its answer, its refusal, or what it waits for
     * @throws io.jangteo.problem.Problem {@code OVERLOADED} if too many wait for a place
     */
    void begin(Call call, Consumer<Call> end) {
        Route route = Objects.requireNonNull(call.route);
        Faults.Fault fault = faults.meet(route);
        if (fault.equals(Faults.Fault.NONE) && (route.isQuick() || dispatcher.isQuick(route, call))) {
            answer(route, call, fault, end);
            return;
        }
        if (isLookup(route, fault) && dispatcher.runIfReadable(() -> answer(route, call, fault, end))) {
            return;
        }
        places(route, fault).enter(call, each -> answer(route, each, fault, end), end);
    }

    private static boolean isLookup(Route route, Faults.Fault fault) {
        return route.handler() instanceof Route.Lookup && fault.equals(Faults.Fault.NONE);
    }

    private Places places(Route route, Faults.Fault fault) {
        if (route.isWatched()) {
            return watchers;
        }
        return route.method() == Route.Method.GET && fault.equals(Faults.Fault.NONE) ? reads : others;
    }

    private void answer(Route route, Call call, Faults.Fault fault, Consumer<Call> end) {
        try {
            fault.before();
            call.dropsReply = fault.dropsReply();
            if (!(route.handler() instanceof Route.Waits waits)) {
                dispatcher.answer(route, call, outcome -> {
                    try {
                        call.answer = outcome.get();
                    } catch (Exception | Error thrown) {
                        call.problem = problems.problem(thrown, call.requestId);
                    }
                    end.accept(call);
                });
                return;
            }
            dispatcher.begin(route, waits, call);
        } catch (Exception | Error thrown) {
            call.problem = problems.problem(thrown, call.requestId);
        }
        end.accept(call);
    }

    private void sweep() {
        all.forEach(Places::sweep);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        all.forEach(Places::close);
    }
}
