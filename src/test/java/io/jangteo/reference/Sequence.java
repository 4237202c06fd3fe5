package io.jangteo.reference;

import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.wire.Connection;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of one sequence: each is made to the server and to the reference, and what comes of it is compared. */
final class Sequence {
    /** How long after midnight the scheduler may take to count the day that is over. */
    private static final Duration SOON_AFTER_MIDNIGHT = Duration.ofMinutes(1);

    private static final int DAYS_RANKED = 3;
    /** What is tried out now and then before it is done. */
    private static final Set<String> TRIED = Set.of("place", "pay", "issue", "cancel", "charge");

    private static final int TRIED_EVERY = 4;
    /** What gives a number to something new. */
    private static final Set<String> NUMBERING = Set.of("place", "issue");

    private final Connection connection;
    private final String adminKey;
    private final Database database;
    private final ReferenceShop shop;
    private final Coverage coverage;
    private final long seed;
    private final List<String> made = new ArrayList<>();
    private final long startedNanos = System.nanoTime();

    Sequence(
            Connection connection,
            String adminKey,
            Database database,
            ReferenceShop shop,
            Coverage coverage,
            long seed) {
        this.connection = connection;
        this.adminKey = adminKey;
        this.database = database;
        this.shop = shop;
        this.coverage = coverage;
        this.seed = seed;
    }

    void make(Step step) throws IOException {
        Response tried = isTried(step) ? tryOut(step) : null;
        Response reply = connection.send(step.call().request(adminKey)).read();
        made.add(step.call() + "  ->  " + reply);
        try {
            Expected expected = step.expected(shop, Told.by(reply, shop.clock.now()));
            require(expected.differences(reply), "the reply");
            coverage.count(step.verb(), expected.outcome());
            if (tried != null) {
                require(difference(step, tried, reply), "the reply of the dry run");
                coverage.count("try to " + step.verb(), tried.isSuccess() ? "done" : "refused");
            }
            if (step.call().key() != null && !step.verb().equals(RepeatVerbs.REPEAT)) {
                boolean wasFree = shop.kept.add(step, reply);
                if (wasFree) {
                    coverage.count("key that was refused", reply.isSuccess() ? "granted" : "refused");
                }
            }
            StoredShop stored = database.read(StoredShop::read);
            require(tablesThatDiffer(stored), "the database");
            if (step.verb().equals(ClockVerbs.ADVANCE) && reply.isSuccess()) {
                require(undone(stored), "what was due");
            }
        } catch (AssertionError | RuntimeException thrown) {
            throw new AssertionError(story(thrown), thrown);
        }
    }

    private boolean isTried(Step step) {
        return TRIED.contains(step.verb()) && made.size() % TRIED_EVERY == 0;
    }

    /** The same call as a dry run first, which changes nothing. */
    private Response tryOut(Step step) throws IOException {
        Response reply = connection
                .send(step.call().request(adminKey).header("Prefer: dry-run"))
                .read();
        made.add("dry run of " + step.call() + "  ->  " + reply);
        try {
            require(tablesThatDiffer(database.read(StoredShop::read)), "the database after a dry run");
            return reply;
        } catch (AssertionError thrown) {
            throw new AssertionError(story(thrown), thrown);
        }
    }

    private List<String> difference(Step step, Response tried, Response real) {
        return tried.status() == real.status() && steady(step, tried).equals(steady(step, real))
                ? List.of()
                : List.of(tried + " instead of " + real);
    }

    private String steady(Step step, Response reply) {
        String steady = reply.text().replaceAll("\"(createdAt|expiresAt|paidAt|issuedAt|requestId)\":\"[^\"]*\"", "");
        // PostgreSQL gives no number twice, even if what had it was rolled back.
        return isPostgres() && NUMBERING.contains(step.verb()) ? steady.replaceFirst("\"id\":\\d+", "") : steady;
    }

    private boolean isPostgres() {
        return database.engine() == Engine.POSTGRES;
    }

    void checkBooks() throws IOException {
        Response books = connection
                .send(ModelCall.admin("GET", "/books", null).request(adminKey))
                .read();
        if (!books.json().path("balanced").asBoolean()) {
            throw new AssertionError(story(new AssertionError("the books do not balance: " + books)));
        }
    }

    private static void require(List<String> differences, String what) {
        if (!differences.isEmpty()) {
            throw new AssertionError(what + " is not as it should be:\n  " + String.join("\n  ", differences));
        }
    }

    private List<String> tablesThatDiffer(StoredShop stored) {
        List<String> differences = new ArrayList<>();
        Map<String, String> expected = shop.sections(stored.computedDays());
        expected.forEach((table, lines) -> {
            String actual = stored.sections().get(table);
            if (!actual.equals(lines)) {
                differences.add(table + " has " + linesNotIn(lines, actual) + " and should have instead "
                        + linesNotIn(actual, lines));
            }
        });
        return differences;
    }

    private static List<String> linesNotIn(String known, String lines) {
        List<String> others = new ArrayList<>(Arrays.asList(lines.split("\n")));
        others.removeAll(Arrays.asList(known.split("\n")));
        return others;
    }

    /** What has not happened although an advance of the clock was answered. */
    private List<String> undone(StoredShop stored) {
        List<String> undone = new ArrayList<>();
        if (stored.pending() > 0) {
            undone.add(stored.pending() + " messages are not delivered");
        }
        LocalDate settled = ReferenceClock.dayOf(shop.clock.now().minus(SOON_AFTER_MIDNIGHT));
        for (int back = 1; back <= DAYS_RANKED; back++) {
            if (!stored.computedDays().contains(settled.minusDays(back))) {
                undone.add("the sales of " + settled.minusDays(back) + " are not computed");
            }
        }
        return undone;
    }

    private String story(Throwable thrown) {
        StringBuilder story = new StringBuilder("Sequence " + seed + ", step " + made.size() + ": ")
                .append(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage())
                .append("\nThe steps were:\n");
        for (int i = 0; i < made.size(); i++) {
            story.append(String.format("%4d  %s%n", i + 1, made.get(i)));
        }
        long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000L;
        return story + "It took " + seconds + " s; to play it again:\n" + "  make model SEED=" + seed
                + (isPostgres() ? " ENGINE=postgres" : "");
    }
}
