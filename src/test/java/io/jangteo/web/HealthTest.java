package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    @TempDir
    Path directory;

    private SqliteDatabase database;
    private Health health;

    @BeforeEach
    void open() {
        database = open("shop.db");
        health = new Health(database, () -> relayRuns);
    }

    @AfterEach
    void close() {
        health.close();
        database.close();
    }

    @Test
    void is_ready_while_the_writer_answers() {
        assertThat(answer("/health/ready")).isEqualTo(new Health.Healthy("UP"));
        assertThat(answer("/health/ready")).isEqualTo(new Health.Healthy("UP"));
    }

    @Test
    void is_not_ready_while_the_writer_is_stuck_and_ready_again_afterwards() throws Exception {
        health = new Health(database, () -> relayRuns, Duration.ofMillis(50), nanoTime::get);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> write = CompletableFuture.supplyAsync(() -> database.write(tx -> {
            stuck.countDown();
            await(go);
            return "written";
        }));
        stuck.await();
        assertOverloaded();
        assertOverloaded();
        assertThat(answer("/health/live")).isEqualTo(new Health.Healthy("UP"));
        go.countDown();
        assertThat(write.get()).isEqualTo("written");
        Awaitility.await()
                .untilAsserted(() -> assertThat(answer("/health/ready")).isEqualTo(new Health.Healthy("UP")));
    }

    @Test
    void is_not_ready_once_the_database_is_closed() {
        SqliteDatabase other = open("other.db");
        health = new Health(other, () -> relayRuns);
        other.close();
        assertOverloaded();
        assertThat(answer("/health/live")).isEqualTo(new Health.Healthy("UP"));
    }

    @Test
    void is_not_ready_from_the_moment_it_is_closed() {
        assertThat(answer("/health/ready")).isEqualTo(new Health.Healthy("UP"));
        health.close();
        assertOverloaded();
    }

    private SqliteDatabase open(String file) {
        return SqliteDatabase.open(
                directory.resolve(file), SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry());
    }

    private void assertOverloaded() {
        assertThatThrownBy(() -> answer("/health/ready"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(Refusals.OVERLOADED));
    }

    /** Neither route looks at its request. */
    private Object answer(String path) {
        return health.routes().stream()
                .filter(route -> route.path().equals(path))
                .map(route -> ((Route.Read) route.handler()).handle(null))
                .findAny()
                .orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
