package io.jangteo.testkit;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.web.Faults;
import io.jangteo.web.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The faults requested by a test. Each applies to a set number of requests of one call; of several faults for the same
 * call, the oldest with requests left applies.
 */
public final class FaultPlan implements Faults {
    private static final int FAULTS_MAX = 100;

    private final List<Planned> plan = new ArrayList<>();
    private Set<String> operations = Set.of();
    private Delays delays = new Delays();
    private long lastId;

    /** Sets the calls to which faults can apply. */
    public synchronized void befall(List<Route> routes) {
        // Pages and files have none.
        operations = routes.stream()
                .map(Route::operation)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Adds a fault for the next requests of a call.
     *
     * @throws io.jangteo.problem.Problem {@code MALFORMED_REQUEST} if there is no such call, it belongs to test mode,
     *     or there are 100 faults already
     */
    public synchronized FaultState add(NewFault fault) {
        if (!operations.contains(fault.operation())) {
            throw Refusals.malformed("operation", "the operationId of a call outside test mode");
        }
        if (plan.size() == FAULTS_MAX) {
            throw Refusals.malformed("operation", "at most " + FAULTS_MAX + " faults at a time; clear them first");
        }
        Planned planned = new Planned(++lastId, fault, delays);
        plan.add(planned);
        return planned.state();
    }

    /** Delays the next request of the call by the duration. */
    public FaultState delay(String operation, Duration delay) {
        return ordered(operation, FaultKind.DELAY, NewFault.millis(delay));
    }

    /** Refuses the next request of the call with 503 before any work is done. */
    public FaultState refuse(String operation) {
        return ordered(operation, FaultKind.REFUSE, null);
    }

    /** Carries out the next request of the call without sending its reply. */
    public FaultState dropReply(String operation) {
        return ordered(operation, FaultKind.DROP_REPLY, null);
    }

    /** Returns all faults, spent ones too, in the order in which they were added. */
    public synchronized List<FaultState> list() {
        return plan.stream().map(Planned::state).toList();
    }

    /** Removes all faults; delayed requests continue at once. */
    public synchronized void clear() {
        plan.clear();
        lastId = 0;
        delays.end();
        delays = new Delays();
    }

    /** Removes all faults and refuses delayed requests, which were meant for the shop before the reset. */
    public synchronized void startOver() {
        delays.refuse();
        clear();
    }

    @Override
    public synchronized Fault meet(Route route) {
        for (Planned planned : plan) {
            if (planned.fault.operation().equals(route.operation()) && planned.met < planned.times()) {
                planned.met++;
                return planned;
            }
        }
        return Fault.NONE;
    }

    private FaultState ordered(String operation, FaultKind kind, @Nullable Long delayMillis) {
        return Problem.traced(() -> add(new NewFault(operation, kind, delayMillis, null)));
    }

    /** The object that delayed requests wait for. */
    private static final class Delays {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean refused;

        void end() {
            ended.countDown();
        }

        void refuse() {
            refused = true;
        }

        void pass(long millis) {
            try {
                ended.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            if (refused) {
                throw Refusals.OVERLOADED.problem();
            }
        }
    }

    private static final class Planned implements Fault {
        private final long id;
        private final NewFault fault;
        private final Delays delays;
        private long met;

        Planned(long id, NewFault fault, Delays delays) {
            this.id = id;
            this.fault = fault;
            this.delays = delays;
        }

        FaultState state() {
            return new FaultState(id, fault.operation(), fault.kind(), fault.delayMillis(), times(), met);
        }

        long times() {
            return Objects.requireNonNull(fault.times());
        }

        @Override
        public void before() {
            if (fault.kind() == FaultKind.REFUSE) {
                throw Refusals.OVERLOADED.problem();
            }
            if (fault.kind() == FaultKind.DELAY) {
                delays.pass(Objects.requireNonNull(fault.delayMillis()));
            }
        }

        @Override
        public boolean dropsReply() {
            return fault.kind() == FaultKind.DROP_REPLY;
        }
    }
}
