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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
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
    private static final int SEQUENCES = 800;

    /**
     * The few sequences that show every outcome between them, for PostgreSQL, where a step takes several times as long.
     * Whoever changes the verbs may have to look for others.
     */
    private static final List<Long> TELLING = List.of(
            2L, 24L, 29L, 37L, 39L, 52L, 70L, 122L, 206L, 237L, 249L, 350L, 438L, 502L, 630L, 848L, 1018L, 1088L, 1427L,
            1592L);

    private static final int STEPS = 50;

    /** Results seen less often than this do not count as tested. */
    private static final int SEEN_AT_LEAST = Engines.isPostgres() ? 1 : 3;

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
        Queue<Long> seeds = new ConcurrentLinkedQueue<>(seeds());
        ExecutorService players = Executors.newFixedThreadPool(SHOPS.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (TestShop shop : SHOPS) {
                running.add(players.submit(() -> play(shop, seeds)));
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
        if (Long.getLong("model.seed") == null && Integer.getInteger("model.sequences", SEQUENCES) >= SEQUENCES) {
            assertThat(coverage.rarerThan(SEEN_AT_LEAST, Outcomes.ALL)).isEmpty();
        }
    }

    private static List<Long> seeds() {
        Long one = Long.getLong("model.seed");
        Integer sequences = Integer.getInteger("model.sequences");
        if (one != null) {
            return List.of(one);
        }
        if (sequences == null && Engines.isPostgres()) {
            return TELLING;
        }
        return LongStream.rangeClosed(1, sequences == null ? SEQUENCES : sequences)
                .boxed()
                .toList();
    }

    /** A busy machine must not cause refusals. */
    private static TestShop patient() {
        return TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1)));
    }

    private Void play(TestShop shop, Queue<Long> seeds) throws IOException {
        try (Player player = new Player(shop.baseUrl(), TestShop.ADMIN_KEY, shop.database(), coverage)) {
            for (Long seed = seeds.poll(); seed != null && !failed.get(); seed = seeds.poll()) {
                player.play(seed, STEPS);
            }
            return null;
        } catch (IOException | RuntimeException | Error thrown) {
            failed.set(true);
            throw thrown;
        }
    }
}
