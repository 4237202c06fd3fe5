package io.jangteo.race;

import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;
import static io.jangteo.race.RaceRefusals.RACE_IN_PROGRESS;

import io.jangteo.books.Books;
import io.jangteo.coupon.Coupons;
import io.jangteo.database.Database;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.user.Users;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The races of this server, one at a time. */
public final class Races implements AutoCloseable {
    /** A server that answers not even a few hundred requests a second has something else wrong with it. */
    static final Duration LIMIT = Duration.ofSeconds(60);
    /** Enough to compare a few. They are kept in memory only, some hundred kilobytes each at most. */
    static final int REMEMBERED_MAX = 10;

    private final Database database;
    private final Users users;
    private final Coupons coupons;
    private final Books books;
    private final InstantSource clock;
    private final @Nullable Tokens tokens;
    private final OwnCalls ownCalls;
    private final Supplier<String> baseUrl;
    private final Duration limit;
    private final Map<Long, RaceRun> remembered = new LinkedHashMap<>();
    private @Nullable RaceRun latest;
    private long lastId;
    private boolean preparing;
    private boolean closed;

    /**
     * @param tokens for a server that asks shoppers for them, else {@code null}
     * @param ownCalls marks the calls of a race as the server's own
     * @param baseUrl where the server answers, once it does; without a slash at the end
     */
    public Races(
            Database database,
            Users users,
            Coupons coupons,
            InstantSource clock,
            @Nullable Tokens tokens,
            OwnCalls ownCalls,
            Supplier<String> baseUrl) {
        this(database, users, coupons, clock, tokens, ownCalls, baseUrl, LIMIT);
    }

    Races(
            Database database,
            Users users,
            Coupons coupons,
            InstantSource clock,
            @Nullable Tokens tokens,
            OwnCalls ownCalls,
            Supplier<String> baseUrl,
            Duration limit) {
        this.database = database;
        this.users = users;
        this.coupons = coupons;
        this.books = new Books(database);
        this.clock = clock;
        this.tokens = tokens;
        this.ownCalls = ownCalls;
        this.baseUrl = baseUrl;
        this.limit = limit;
    }

    /**
     * Makes the users and the offer of a race and starts it; it goes on when this returns.
     *
     * @throws Problem {@code RACE_IN_PROGRESS} while another one runs, or the shop is being replaced
     */
    public Race start(NewRace wanted) {
        long id = claim();
        try {
            Entrants entrants = Entrants.create(database, users, coupons, wanted, id);
            RaceRun run = new RaceRun(
                    id,
                    wanted,
                    entrants,
                    clock.instant(),
                    limit,
                    () -> new RaceClient(baseUrl.get(), entrants, tokens, ownCalls),
                    tally -> judge(wanted, entrants, tally));
            remember(id, run);
            return run.report();
        } finally {
            prepared();
        }
    }

    /**
     * @throws Problem {@code NOT_FOUND} for a race that never was or is no longer remembered
     */
    public Race get(long id) {
        return remembered(id).report();
    }

    /**
     * The race once it has ended, or as it is after so long.
     *
     * @throws Problem {@code NOT_FOUND}
     */
    public Race await(long id, Duration patience) throws InterruptedException {
        return remembered(id).await(patience);
    }

    /**
     * How long each reply so far took, in microseconds, the shortest first.
     *
     * @throws Problem {@code NOT_FOUND}
     */
    public long[] sortedMicros(long id) {
        return remembered(id).sortedMicros();
    }

    /** Ends the race that runs, at once; another may start. */
    public void stop() {
        RaceRun running = latest();
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Ends the race that runs, at once, and forgets all: the next is the first again, and cannot start before the shop
     * has been replaced.
     */
    public void startOver(Runnable replaceShop) {
        while (!claimAll()) {
            stop();
        }
        try {
            replaceShop.run();
        } finally {
            prepared();
        }
    }

    /** Ends the race that runs, at once; no other starts. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    private synchronized boolean claimAll() {
        awaitPrepared();
        if (latest != null && latest.isRunning()) {
            return false;
        }
        remembered.clear();
        latest = null;
        lastId = 0;
        preparing = true;
        return true;
    }

    /** One that is being prepared would go on making its users in a shop that has been emptied. */
    private void awaitPrepared() {
        boolean interrupted = false;
        while (preparing) {
            try {
                wait();
            } catch (InterruptedException thrown) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable RaceRun latest() {
        return latest;
    }

    private synchronized long claim() {
        if (preparing || latest != null && latest.isRunning()) {
            throw RACE_IN_PROGRESS.problem();
        }
        preparing = true;
        lastId++;
        return lastId;
    }

    private synchronized void prepared() {
        preparing = false;
        notifyAll();
    }

    private synchronized void remember(long id, RaceRun run) {
        if (closed) {
            throw Refusals.OVERLOADED.problem();
        }
        run.start();
        latest = run;
        remembered.put(id, run);
        if (remembered.size() > REMEMBERED_MAX) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }

    private synchronized RaceRun remembered(long id) {
        RaceRun run = remembered.get(id);
        if (run == null) {
            throw Refusals.notFound();
        }
        return run;
    }

    private RaceVerdict judge(NewRace wanted, Entrants entrants, Tally tally) {
        return RaceVerdict.of(
                Math.toIntExact(wanted.coupons()),
                entrants.userIds().length,
                tally.winners(),
                issued(entrants.couponId()),
                books.check());
    }

    /** Nobody knows any more if the shop was emptied meanwhile. */
    private OptionalLong issued(long couponId) {
        try {
            return OptionalLong.of(coupons.get(couponId).issued());
        } catch (Problem thrown) {
            if (thrown.refusal().equals(COUPON_NOT_FOUND)) {
                return OptionalLong.empty();
            }
            throw thrown;
        }
    }
}
