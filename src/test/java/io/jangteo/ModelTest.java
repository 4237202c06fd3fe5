package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.reference.Coverage;
import io.jangteo.reference.Outcomes;
import io.jangteo.reference.Player;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random sequences of calls to the whole server, each step compared with a plain reference written from the contract.
 * {@code -Dmodel.sequences=20000} plays more of them, {@code -Dmodel.seed=7} exactly one.
 */
@Tag("slow")
@BothEngines
class ModelTest {
    /** Fewer on PostgreSQL, where a step takes several times as long. */
    private static final int SEQUENCES_DEFAULT = Engines.isPostgres() ? 80 : 1_200;

    /** So few show every outcome only from here on. Whoever changes the verbs may have to look for another place. */
    private static final long FIRST_SEED = Engines.isPostgres() ? 935 : 1;

    private static final int STEPS = 50;

    /** Results seen less often than this do not count as tested. */
    private static final int SEEN_AT_LEAST = Engines.isPostgres() ? 1 : 5;

    private static final Path COVERAGE_FILE =
            Path.of("target", Engines.isPostgres() ? "model-coverage-postgres.txt" : "model-coverage.txt");

    @RegisterExtension
    static final TestShop FIRST = patient();

    @RegisterExtension
    static final TestShop SECOND = patient();

    @RegisterExtension
    static final TestShop THIRD = patient();

    private static final List<TestShop> SHOPS = List.of(FIRST, SECOND, THIRD);

    private final Coverage coverage = new Coverage();
    private final AtomicBoolean failed = new AtomicBoolean();

    @Test
    void the_server_does_what_the_reference_does() throws Exception {
        Long seed = Long.getLong("model.seed");
        if (seed != null) {
            play(FIRST, new AtomicLong(seed), seed);
            return;
        }
        int sequences = Integer.getInteger("model.sequences", SEQUENCES_DEFAULT);
        AtomicLong next = new AtomicLong(FIRST_SEED);
        ExecutorService players = Executors.newFixedThreadPool(SHOPS.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (TestShop shop : SHOPS) {
                running.add(players.submit(() -> play(shop, next, FIRST_SEED + sequences - 1)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof AssertionError difference) {
                throw difference;
            }
            throw thrown;
        } finally {
            players.shutdown();
        }
        Files.writeString(COVERAGE_FILE, coverage.toString());
        if (sequences >= SEQUENCES_DEFAULT) {
            assertThat(coverage.rarerThan(SEEN_AT_LEAST, Outcomes.ALL)).isEmpty();
        }
    }

    /** A busy machine must not cause refusals. */
    private static TestShop patient() {
        return TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1)));
    }

    private Void play(TestShop shop, AtomicLong next, long last) throws IOException {
        try (Player player = new Player(shop.baseUrl(), TestShop.ADMIN_KEY, shop.database(), coverage)) {
            for (long seed = next.getAndIncrement(); seed <= last && !failed.get(); seed = next.getAndIncrement()) {
                player.play(seed, STEPS);
            }
            return null;
        } catch (IOException | RuntimeException | Error thrown) {
            failed.set(true);
            throw thrown;
        }
    }
}
