package io.jangteo.idempotency;

import static io.jangteo.ErrorTable.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.ErrorTable.INTERNAL;
import static io.jangteo.ErrorTable.OUTCOME_UNKNOWN;
import static io.jangteo.ErrorTable.OVERLOADED;
import static io.jangteo.ErrorTable.PAYLOAD_TOO_LARGE;
import static io.jangteo.ErrorTable.REQUEST_IN_PROGRESS;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.Replies.json;
import static io.jangteo.idempotency.IdempotencyTest.assertReplayed;
import static io.jangteo.idempotency.KeyedCalls.KEY;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.HeldWriter;
import io.jangteo.PlantedTrigger;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusal;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Refusals before the shop is called, or because of the server itself: the same key may be retried and then takes
 * effect.
 */
@BothEngines
class NeverKeptTest {
    private static final int QUEUE_MAX = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Has long time limits, so that a busy machine causes no refusals. */
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(
            settings -> settings.bodyMaxBytes(1_024).writeQueueMax(QUEUE_MAX).writeQueueWait(PATIENCE));

    private static final KeyedCalls CALLS = new KeyedCalls(SHOP);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private long user;
    private String path;

    @BeforeEach
    void open() {
        user = SHOP.user(0);
        path = "/users/" + user + "/points/charge";
    }

    @AfterAll
    static void close() {
        THREADS.shutdownNow();
    }

    @Test
    void a_caller_who_was_not_known_may_try_again() {
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/users",
                request -> request.header("Authorization", "Bearer wrong")
                        .header(KEY, "k")
                        .json("{\"name\":\"이두리\"}")
                        .post("/admin/users"));
        Response reply = CALLS.post("k", "/admin/users", "{\"name\":\"박세리\"}");
        json(reply, 201);
        assertThat(reply.header(REPLAYED)).isNull();
    }

    @Test
    void a_body_that_was_too_large_may_be_sent_again_smaller() {
        String large = "{\"amount\":1000" + " ".repeat(1_024) + "}";
        PAYLOAD_TOO_LARGE.to(
                SHOP, path, request -> request.header(KEY, "k").json(large).post(path));
        assertActsNow("k");
    }

    @Test
    void a_key_that_was_reused_still_belongs_to_its_first_request() {
        Response first = CALLS.charge("k", user, 1_000);
        IDEMPOTENCY_KEY_REUSED.check(CALLS.charge("k", user, 2_000), path);
        IDEMPOTENCY_KEY_REUSED.check(CALLS.charge("k", user, 2_000), path);
        assertReplayed(CALLS.charge("k", user, 1_000), first);
    }

    @Test
    void a_fault_of_the_server_is_not_kept() {
        try (PlantedTrigger failing = PlantedTrigger.failing(SHOP.database(), "INSERT ON point_entry")) {
            INTERNAL.to(
                    SHOP,
                    path,
                    request ->
                            request.header(KEY, "k").json("{\"amount\":1000}").post(path));
        }
        assertActsNow("k");
    }

    @Test
    void an_outcome_that_is_not_known_is_not_kept() {
        try (PlantedTrigger breaking = PlantedTrigger.breaking(SHOP.database(), "INSERT ON point_entry")) {
            Response unknown = CALLS.charge("k", user, 1_000);
            OUTCOME_UNKNOWN.check(unknown, path);
            assertThat(unknown.header("Retry-After")).isEqualTo("1");
            OUTCOME_UNKNOWN.checkInEnglish(
                    SHOP.api("{\"amount\":1000}")
                            .header("Accept-Language", "en")
                            .post(path),
                    path);
        }
        assertActsNow("k");
    }

    @Test
    @SqliteOnly("fills the queue of the one writer")
    void a_server_that_was_too_busy_did_nothing() {
        List<CompletableFuture<Void>> waiting;
        try (HeldWriter held = HeldWriter.of(SHOP)) {
            waiting = Stream.generate(() -> inBackground(() -> SHOP.database().<Void>write(tx -> null)))
                    .limit(QUEUE_MAX)
                    .toList();
            HeldWriter.awaitWaiting(SHOP.baseUrl(), QUEUE_MAX);
            Response refused = CALLS.charge("k", user, 1_000);
            OVERLOADED.check(refused, path);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            OVERLOADED.checkInEnglish(
                    SHOP.api("{}").header("Accept-Language", "en").post(path), path);
        }
        await().until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
        assertActsNow("k");
    }

    @Test
    @SqliteOnly("holds the one writer for as long as it wants")
    void a_request_that_is_still_running_is_not_run_again() {
        CompletableFuture<Response> one;
        CompletableFuture<Response> two;
        try (HeldWriter held = HeldWriter.of(SHOP)) {
            one = inBackground(() -> CALLS.charge("k", user, 1_000));
            two = inBackground(() -> CALLS.charge("k", user, 1_000));
            Response refused = (Response) CompletableFuture.anyOf(one, two)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            REQUEST_IN_PROGRESS.check(refused, path);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            REQUEST_IN_PROGRESS.checkInEnglish(
                    SHOP.api("{\"amount\":1000}")
                            .header(KEY, "k")
                            .header("Accept-Language", "en")
                            .post(path),
                    path);
            IDEMPOTENCY_KEY_REUSED.check(CALLS.charge("k", user, 2_000), path);
        }
        List<Response> replies = List.of(one.join(), two.join());
        Response first = replies.stream()
                .filter(reply -> reply.status() == 200)
                .findFirst()
                .orElseThrow();
        assertReplayed(CALLS.charge("k", user, 1_000), first);
        assertThat(SHOP.entriesOf(user)).containsExactly("CHARGE");
    }

    private void assertActsNow(String key) {
        assertThat(SHOP.entriesOf(user)).isEmpty();
        Response reply = CALLS.charge(key, user, 1_000);
        json(reply, 200);
        assertThat(reply.header(REPLAYED)).isNull();
        assertReplayed(CALLS.charge(key, user, 1_000), reply);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    @Test
    void a_refusal_of_what_is_not_one_transaction_is_not_kept() {
        Idempotency idempotency = new Idempotency(SHOP.database());
        KeyedRequest request = KeyedRequest.of("anyone", "passing", "POST", "/api/v1/races", new byte[0]);
        Reply done = new Reply(200, Reply.JSON, null, new byte[] {'1'});
        Problem busy = new Refusal("BUSY", 409).problem();
        Supplier<Reply> refusing = () -> {
            throw busy;
        };
        assertThatThrownBy(() -> idempotency.onceOutside(request, refusing)).isSameAs(busy);
        assertThat(idempotency.onceOutside(request, () -> done).replayed()).isFalse();
        assertThat(idempotency.onceOutside(request, refusing).replayed()).isTrue();
    }
}
