package io.jangteo.idempotency;

import static io.jangteo.ErrorTable.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.ErrorTable.NOT_THERE;
import static io.jangteo.Replies.json;
import static io.jangteo.idempotency.IdempotencyTest.assertReplayed;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The keys of a shop that another one replaces, through a reset or a restored snapshot. */
@BothEngines
@Tag("wide")
class AnotherShopTest {
    private static final String RESET = "/admin/reset";
    private static final String RESTORE = "/admin/snapshots/kept/restore";

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final KeyedCalls CALLS = new KeyedCalls(SHOP);

    @ParameterizedTest
    @MethodSource("io.jangteo.TestShop#replacements")
    void its_own_key_is_kept_and_it_happens_once(String path) {
        SHOP.prepareReplacement(path);
        Response first = acts("own", path);
        long user = SHOP.user(0);
        assertReplayed(CALLS.post("own", path, null), first);
        assertThat(SHOP.pointsOf(user)).isZero();
        json(CALLS.post(null, path, null), 200);
        assertThat(SHOP.api().get("/users/{id}", user).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("io.jangteo.TestShop#replacements")
    void the_keys_of_the_shop_before_are_forgotten(String path) {
        SHOP.user(0);
        SHOP.prepareReplacement(path);
        Response before = CALLS.charge("k", 1, 1_000);
        json(before, 200);
        acts("own", path);
        Response created = CALLS.post("k", "/admin/users", "{\"name\":\"이두리\"}");
        assertThat(json(created, 201).path("id").longValue()).isEqualTo(path.equals(RESET) ? 1 : 2);
        Response after = CALLS.charge("k", 1, 1_000);
        assertThat(json(after, 200).path("point").intValue()).isEqualTo(1_000);
        assertThat(after.header(REPLAYED)).isNull();
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_snapshot_brings_its_keys_back_with_their_effects() {
        long user = SHOP.user(0);
        Response charged = CALLS.charge("k", user, 1_000);
        takeSnapshot();
        json(CALLS.post(null, RESET, null), 200);
        json(CALLS.post(null, RESTORE, null), 200);
        assertReplayed(CALLS.charge("k", user, 1_000), charged);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
        IDEMPOTENCY_KEY_REUSED.check(CALLS.charge("k", user, 2_000), "/users/" + user + "/points/charge");
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_snapshot_in_which_the_key_stands_for_the_same_request_is_restored_once() {
        takeSnapshot();
        acts("own", RESTORE);
        takeSnapshot();
        json(CALLS.post(null, RESET, null), 200);
        Response restored = acts("own", RESTORE);
        long user = SHOP.user(0);
        assertReplayed(CALLS.post("own", RESTORE, null), restored);
        assertThat(SHOP.pointsOf(user)).isZero();
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_snapshot_in_which_the_key_stands_for_another_request_is_restored_once() {
        Response created = CALLS.post("own", "/admin/users", "{\"name\":\"이두리\"}");
        json(created, 201);
        takeSnapshot();
        json(CALLS.post(null, RESET, null), 200);
        Response restored = acts("own", RESTORE);
        long user = SHOP.user(0);
        assertReplayed(CALLS.post("own", RESTORE, null), restored);
        assertThat(SHOP.pointsOf(user)).isZero();
        IDEMPOTENCY_KEY_REUSED.check(CALLS.post("own", "/admin/users", "{\"name\":\"이두리\"}"), "/admin/users");
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_snapshot_that_is_missing_leaves_the_key_free() {
        NOT_THERE.check(CALLS.post("own", "/admin/snapshots/later/restore", null), "/admin/snapshots/later/restore");
        json(CALLS.post(null, "/admin/snapshots", "{\"name\":\"later\"}"), 200);
        acts("own", "/admin/snapshots/later/restore");
    }

    private static void takeSnapshot() {
        json(CALLS.post(null, "/admin/snapshots", "{\"name\":\"kept\"}"), 200);
    }

    private static Response acts(String key, String path) {
        Response reply = CALLS.post(key, path, null);
        json(reply, 200);
        assertThat(reply.header(REPLAYED)).isNull();
        return reply;
    }
}
