package io.jangteo.point;

import static io.jangteo.ErrorTable.FORBIDDEN;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import io.jangteo.config.Config;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** If only the shop may charge, shoppers cannot. */
@BothEngines
class ShopChargesTest {
    @RegisterExtension
    static final TestShop TOKENS = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @RegisterExtension
    static final TestShop OPEN = TestShop.with(settings -> settings.charges(Charges.ADMIN));

    @RegisterExtension
    static final TestShop TRUSTING =
            TestShop.with(settings -> settings.auth(Config.Auth.TOKEN).charges(Charges.SHOPPER));

    private static final Map<String, Object> CHARGE = Map.of("amount", 1_000);

    @Test
    void a_shopper_with_the_own_token_cannot_charge() {
        long user = TOKENS.user(0);
        String path = "/users/" + user + "/points/charge";
        FORBIDDEN.to(
                TOKENS,
                path,
                request -> request.header("Authorization", "Bearer " + token(TOKENS, user))
                        .json(CHARGE)
                        .post(path));
        assertReply(
                TOKENS.admin(Map.of("amount", 1_000, "reference", "pay-1")).post("/admin" + path),
                200,
                "{\"id\":%d,\"point\":1000}",
                user);
    }

    @Test
    void nobody_charges_by_the_shoppers_call_of_an_open_shop_either() {
        String path = "/users/" + OPEN.user(0) + "/points/charge";
        FORBIDDEN.toPost(OPEN, path, CHARGE);
        FORBIDDEN.toPost(OPEN, "/users/99/points/charge", CHARGE);
        FORBIDDEN.to(
                OPEN,
                path,
                request -> request.header("Authorization", "Bearer " + TestShop.ADMIN_KEY)
                        .json(CHARGE)
                        .post(path));
        FORBIDDEN.to(
                OPEN,
                path,
                request -> request.header("Prefer", "dry-run")
                        .header("Idempotency-Key", "k")
                        .json(CHARGE)
                        .post(path));
    }

    @Test
    void a_shop_that_leaves_it_to_its_shoppers_lets_them() {
        long user = TRUSTING.user(0);
        assertThat(json(
                                TRUSTING.api(CHARGE)
                                        .header("Authorization", "Bearer " + token(TRUSTING, user))
                                        .post("/users/{id}/points/charge", user),
                                200)
                        .path("point")
                        .longValue())
                .isEqualTo(1_000);
    }

    private static String token(TestShop shop, long user) {
        return json(shop.admin(Map.of("userId", user, "ttlSeconds", 60)).post("/admin/tokens"), 200)
                .path("token")
                .textValue();
    }
}
