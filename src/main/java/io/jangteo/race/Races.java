package io.jangteo.race;

import static io.jangteo.coupon.CouponRefusals.COUPON_NOT_FOUND;
import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;
import static io.jangteo.race.RaceRefusals.RACE_IN_PROGRESS;

import io.jangteo.books.Books;
import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Offers;
import io.jangteo.database.Database;
import io.jangteo.order.Orders;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;
import io.jangteo.problem.Refusals;
import io.jangteo.product.Products;
import io.jangteo.security.OwnCalls;
import io.jangteo.security.Tokens;
import io.jangteo.user.Users;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The races of this server, one at a time. */
public final class Races implements AutoCloseable {
    /** A server that cannot answer even a few hundred requests a second has another problem. */
    public static final Duration LIMIT = Duration.ofSeconds(60);
    /** Enough to compare a few. They are kept in memory only, at most some hundred kilobytes each. */
    static final int REMEMBERED_MAX = 10;

    private static final Set<Refusal> GONE = Set.of(COUPON_NOT_FOUND, PRODUCT_NOT_FOUND);

    private final Database database;
    private final Users users;
    private final Coupons coupons;
    private final Offers offers;
    private final Products products;
    private final Orders orders;
    private final Books books;
    private final InstantSource clock;
    private final @Nullable Tokens tokens;
    private final OwnCalls ownCalls;
    private final Supplier<String> baseUrl;
    private final Duration limit;
    /** Held while a race is prepared and while the shop is replaced. */
    private final ReentrantLock changing = new ReentrantLock();

    private final Map<Long, RaceRun> remembered = new LinkedHashMap<>();
    private @Nullable RaceRun latest;
    private long lastId;
    private boolean closed;

    /**
     * @param tokens for a server that requires shoppers' tokens, else {@code null}
     * @param ownCalls marks the calls of a race as the server's own
     * @param baseUrl of the running server; without a trailing slash
     * @param limit the time allowed for all answers of a race together
     */
    public Races(
            Database database,
            Users users,
            Coupons coupons,
            Offers offers,
            Products products,
            Orders orders,
            InstantSource clock,
            @Nullable Tokens tokens,
            OwnCalls ownCalls,
            Supplier<String> baseUrl,
            Duration limit) {
        this.database = database;
        this.users = users;
        this.coupons = coupons;
        this.offers = offers;
        this.products = products;
        this.orders = orders;
        this.books = new Books(database);
        this.clock = clock;
        this.tokens = tokens;
        this.ownCalls = ownCalls;
        this.baseUrl = baseUrl;
        this.limit = limit;
    }

    /**
     * Creates the users and the offer of a race and starts it in the background.
     *
     * @throws Problem {@code RACE_IN_PROGRESS} while another one runs, or the shop is being replaced
     */
    public Race start(NewRace wanted) {
        if (!changing.tryLock()) {
            throw RACE_IN_PROGRESS.problem();
        }
        try {
            RaceRun running = latest();
            if (running != null && running.isRunning()) {
                throw RACE_IN_PROGRESS.problem();
            }
            long id = ++lastId;
            Entrants entrants = Entrants.create(database, users, coupons, products, wanted, id);
            RaceRun run = new RaceRun(
                    id,
                    wanted,
                    entrants,
                    clock.instant(),
                    limit,
                    () -> new RaceClient(baseUrl.get(), entrants, tokens, ownCalls),
                    tally -> judge(wanted, entrants, tally),
                    orderIds -> entrants.remove(database, users, offers, products, orders, orderIds));
            remember(id, run);
            return run.report();
        } finally {
            changing.unlock();
        }
    }

    /**
     * Returns the race as it is now.
     *
     * @throws Problem {@code NOT_FOUND} if there was no such race or it is no longer remembered
     */
    public Race get(long id) {
        return remembered(id).report();
    }

    /**
     * Returns the race once it has ended, or its state after the given time.
     *
     * @throws Problem {@code NOT_FOUND}
     */
    public Race await(long id, Duration patience) throws InterruptedException {
        return remembered(id).await(patience);
    }

    /**
     * Returns the microseconds of each reply so far, the shortest first.
     *
     * @throws Problem {@code NOT_FOUND}
     */
    public long[] sortedMicros(long id) {
        return remembered(id).sortedMicros();
    }

    /** Ends a running race at once; another may start. */
    public void stop() {
        RaceRun running = latest();
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Ends a running race at once and forgets all races: ids start again at 1, and no race can start before the shop
     * has been replaced.
     */
    public void startOver(Runnable replaceShop) {
        // Waits for a race in preparation, which would otherwise keep creating its users in the emptied shop.
        changing.lock();
        try {
            stop();
            forget();
            replaceShop.run();
        } finally {
            changing.unlock();
        }
    }

    /** Ends a running race at once; no other can start. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    private synchronized void forget() {
        remembered.clear();
        latest = null;
        lastId = 0;
    }

    private synchronized @Nullable RaceRun latest() {
        return latest;
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
                issued(wanted, entrants),
                books.check());
    }

    /**
     * Returns the offer's own count, or what is gone of the product's stock; empty if the shop may have been emptied in
     * the meantime.
     */
    private OptionalLong issued(NewRace wanted, Entrants entrants) {
        try {
            return OptionalLong.of(
                    entrants.kind() == NewRace.Kind.COUPONS
                            ? coupons.get(entrants.prizeId()).issued()
                            : wanted.coupons()
                                    - products.getAny(entrants.prizeId()).stock());
        } catch (Problem thrown) {
            if (GONE.contains(thrown.refusal())) {
                return OptionalLong.empty();
            }
            throw thrown;
        }
    }
}
