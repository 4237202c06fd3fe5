package io.jangteo.idempotency;

import static io.jangteo.ErrorTable.FORBIDDEN;
import static io.jangteo.ErrorTable.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.idempotency.IdempotencyTest.assertReplayed;
import static io.jangteo.idempotency.KeyedCalls.KEY;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import io.jangteo.config.Config;
import io.jangteo.wire.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** If every shopper has a token, a key belongs to its sender. */
@BothEngines
class CallersTest {
    @RegisterExtension
    static final TestShop SHOP =
            TestShop.with(settings -> settings.auth(Config.Auth.TOKEN).charges(Charges.SHOPPER));

    private long user;
    private long other;

    @BeforeEach
    void open() {
        user = SHOP.user(0);
        other = SHOP.user(0);
    }

    @Test
    void the_same_key_of_different_callers_does_not_meet() {
        long coupon = SHOP.coupon(1_000, 9);
        Response first = issue(token(user), coupon, user);
        Response second = issue(token(other), coupon, other);
        assertThat(json(first, 200).path("rank").intValue()).isEqualTo(1);
        assertThat(json(second, 200).path("rank").intValue()).isEqualTo(2);
        assertThat(second.header(REPLAYED)).isNull();
        assertReplayed(issue(token(user), coupon, user), first);
        assertReplayed(issue(token(other), coupon, other), second);
        Response created = SHOP.admin(Map.of("name", "박세리")).header(KEY, "k").post("/admin/users");
        json(created, 201);
        assertThat(created.header(REPLAYED)).isNull();
    }

    @Test
    void a_key_belongs_to_the_user_and_not_to_the_token() {
        Response first = charge(token(user, 60), user, 1_000);
        assertReply(first, 200, "{\"id\":%d,\"point\":1000}", user);
        assertReplayed(charge(token(user, 120), user, 1_000), first);
        IDEMPOTENCY_KEY_REUSED.check(charge(token(user), user, 2_000), "/users/" + user + "/points/charge");
    }

    @Test
    void what_a_caller_may_not_do_is_not_kept() {
        String path = "/users/" + other + "/points/charge";
        String token = token(user);
        FORBIDDEN.to(
                SHOP,
                path,
                request -> request.header("Authorization", "Bearer " + token)
                        .header(KEY, "k")
                        .json("{\"amount\":1000}")
                        .post(path));
        // No caller can learn what another was answered.
        Response own = charge(token(other), other, 1_000);
        json(own, 200);
        assertThat(own.header(REPLAYED)).isNull();
        FORBIDDEN.check(charge(token, other, 1_000), path);
        json(charge(token, user, 1_000), 200);
    }

    private static Response charge(String token, long user, long amount) {
        return SHOP.api(Map.of("amount", amount))
                .header("Authorization", "Bearer " + token)
                .header(KEY, "k")
                .post("/users/{id}/points/charge", user);
    }

    private static Response issue(String token, long coupon, long user) {
        return SHOP.api(Map.of("userId", user))
                .header("Authorization", "Bearer " + token)
                .header(KEY, "k")
                .post("/coupons/{id}/issue", coupon);
    }

    private static String token(long user) {
        return token(user, 60);
    }

    private static String token(long user, long ttlSeconds) {
        return json(SHOP.admin(Map.of("userId", user, "ttlSeconds", ttlSeconds)).post("/admin/tokens"), 200)
                .path("token")
                .textValue();
    }
}
