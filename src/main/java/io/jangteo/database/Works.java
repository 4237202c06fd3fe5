package io.jangteo.database;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The works of one of the writer's transactions. */
final class Works {
    private Works() {}

    /** The actions after the commit of works that were decided together: each work waits for them, one runs them. */
    private static final class Once implements Runnable {
        private final List<Runnable> actions;
        private boolean isRun;

        private Once(List<Runnable> actions) {
            this.actions = actions;
        }

        @Override
        public synchronized void run() {
            if (!isRun) {
                isRun = true;
                Pending.runAll(actions);
            }
        }
    }

    /**
     * Runs the works without savepoints, those to the same batch together, in the place of the first of them.
     *
     * @return false if one failed after it had changed something: the whole transaction has to be undone
     * @throws RuntimeException a failure of the database itself, which ends the batch
     */
    static boolean areRunIn(SqliteConnection connection, InstantSource clock, List<Pending<?>> works) {
        Map<Object, List<Pending<?>>> parts = new LinkedHashMap<>();
        for (Pending<?> work : works) {
            BatchRequest<?, ?> request = work.batchRequest();
            parts.computeIfAbsent(request == null ? work : request.batch(), first -> new ArrayList<>())
                    .add(work);
        }
        for (List<Pending<?>> part : parts.values()) {
            Pending<?> first = part.get(0);
            boolean isRun = part.size() == 1
                    ? first.isRunIn(connection, clock)
                    : areDecided(new Tx(connection.handle(), clock), part);
            if (!isRun) {
                return false;
            }
        }
        return true;
    }

    /** Decides requests to one batch; false if that failed, and each has to be decided by itself. */
    @SuppressWarnings("unchecked")
    private static <Q, R> boolean areDecided(Tx tx, List<Pending<?>> works) {
        List<Pending<R>> asked = new ArrayList<>(works.size());
        List<Q> requests = new ArrayList<>(works.size());
        for (Pending<?> work : works) {
            asked.add((Pending<R>) work);
            BatchRequest<Q, R> request = request((Pending<R>) work);
            requests.add(request.request());
        }
        BatchRequest<Q, R> first = request(asked.get(0));
        try {
            List<Outcome<R>> outcomes = first.batch().run(tx, requests);
            List<Runnable> actions = List.of(new Once(tx.afterCommitActions()));
            for (int i = 0; i < asked.size(); i++) {
                asked.get(i).decide(outcomes.get(i), actions);
            }
            return true;
        } catch (RuntimeException | Error thrown) {
            if (DatabaseFailure.isBehind(thrown)) {
                throw thrown;
            }
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static <Q, R> BatchRequest<Q, R> request(Pending<R> work) {
        return (BatchRequest<Q, R>) Objects.requireNonNull(work.batchRequest());
    }
}
