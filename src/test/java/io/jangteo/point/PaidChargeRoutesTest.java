package io.jangteo.point;

import static io.jangteo.ErrorTable.IDEMPOTENCY_KEY_REUSED;
import static io.jangteo.ErrorTable.REFERENCE_REUSED;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.invalidChargeAmount;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charges by the shop, each with the reference of the payment behind it. */
@BothEngines
class PaidChargeRoutesTest {
    private static long chargeMax = 1_000_000;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(PaidChargeRoutesTest::settings);

    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String LONGEST = "Pay_1.a-".repeat(8);

    private long user;

    private static ConfigBuilder settings(ConfigBuilder settings) {
        return settings.chargeMax(chargeMax);
    }

    @BeforeEach
    void open() {
        user = SHOP.user("김하나", 50_000);
    }

    @Test
    void a_payment_is_charged_and_its_entry_shows_the_reference() {
        Response charged = charge(user, 10_000, LONGEST);
        assertReply(charged, 200, "{\"id\":%d,\"point\":60000}", user);
        assertThat(charged.header(REPLAYED)).isNull();
        assertThat(SHOP.pointsOf(user)).isEqualTo(60_000);
        JsonNode history = SHOP.api().get("/users/{id}/points/history", user).json();
        assertThat(history.findValuesAsText("kind")).containsExactly("CHARGE", "ADJUST");
        assertThat(history.findValuesAsText("amount")).containsExactly("10000", "50000");
        assertThat(history.findValuesAsText("balanceAfter")).containsExactly("60000", "50000");
        assertThat(history.findValuesAsText("reference")).containsExactly(LONGEST, "시험");
    }

    @Test
    void the_same_payment_again_is_answered_as_it_was_first() {
        Response first = charge(user, 10_000, "pay-1");
        json(charge(user, 1_000, "pay-2"), 200);
        json(SHOP.api("{\"amount\":1000}").post("/users/{id}/points/charge", user), 200);
        assertReplayed(charge(user, 10_000, "pay-1"), first);
        assertThat(SHOP.pointsOf(user)).isEqualTo(62_000);
    }

    @SqliteOnly("servers of one database agree on the limits")
    @Test
    void a_payment_is_remembered_for_ever_and_whatever_the_limits_are_by_then() {
        Response first = charge(user, 10_000, "pay-1");
        json(charge(user, 940_000, "pay-2"), 200);
        SHOP.advance(Duration.ofDays(400));
        chargeMax = 5_000;
        try {
            SHOP.restart();
            assertReplayed(charge(user, 10_000, "pay-1"), first);
            invalidChargeAmount("ABOVE_MAXIMUM").toPost(SHOP, path(user), paid(10_000, "pay-3"));
        } finally {
            chargeMax = 1_000_000;
            SHOP.restart();
        }
    }

    @Test
    void a_payment_charges_no_other_user_and_no_other_amount() {
        json(charge(user, 10_000, "pay-1"), 200);
        long other = SHOP.user(0);
        REFERENCE_REUSED.toPost(SHOP, path(user), paid(10_001, "pay-1"));
        REFERENCE_REUSED.toPost(SHOP, path(user), paid(1, "pay-1"));
        REFERENCE_REUSED.toPost(SHOP, path(user), "{\"amount\":18446744073709561616,\"reference\":\"pay-1\"}");
        REFERENCE_REUSED.toPost(SHOP, path(other), paid(10_000, "pay-1"));
        USER_NOT_FOUND.toPost(SHOP, path(99), paid(10_000, "pay-1"));
        invalidChargeAmount("MISSING").toPost(SHOP, path(user), "{\"reference\":\"pay-1\"}");
        // References are case-sensitive, and the balance is unchanged.
        json(charge(other, 10_000, "Pay-1"), 200);
        assertThat(SHOP.pointsOf(user)).isEqualTo(60_000);
    }

    @Test
    void what_was_refused_leaves_the_reference_free() {
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, path(user), paid(950_001, "pay-1"));
        Response tried =
                SHOP.admin(paid(1_000, "pay-1")).header("Prefer", "dry-run").post(path(user));
        json(tried, 200);
        Response charged = charge(user, 2_000, "pay-1");
        assertReply(charged, 200, "{\"id\":%d,\"point\":52000}", user);
        assertThat(charged.header(REPLAYED)).isNull();
    }

    @Test
    void a_dry_run_of_a_payment_that_was_charged_is_answered_as_it_was_first() {
        Response first = charge(user, 10_000, "pay-1");
        assertReplayed(
                SHOP.admin(paid(10_000, "pay-1")).header("Prefer", "dry-run").post(path(user)), first);
    }

    @Test
    void a_key_beside_the_reference_changes_nothing() {
        Response first = keyed("k-1", 10_000, "pay-1");
        json(charge(user, 1_000, "pay-2"), 200);
        assertReplayed(keyed("k-1", 10_000, "pay-1"), first);
        assertReplayed(keyed("k-2", 10_000, "pay-1"), first);
        assertReplayed(keyed("k-2", 10_000, "pay-1"), first);
        IDEMPOTENCY_KEY_REUSED.check(keyed("k-2", 10_000, "pay-3"), path(user));
        assertThat(SHOP.pointsOf(user)).isEqualTo(61_000);
    }

    @Test
    @SqliteOnly("restores a snapshot")
    void a_snapshot_forgets_the_payments_after_it() {
        json(charge(user, 10_000, "pay-1"), 200);
        json(SHOP.admin("{\"name\":\"before\"}").post("/admin/snapshots"), 200);
        json(charge(user, 1_000, "pay-2"), 200);
        json(SHOP.admin().post("/admin/snapshots/before/restore"), 200);
        assertThat(charge(user, 10_000, "pay-1").header(REPLAYED)).isEqualTo("true");
        Response anew = charge(user, 1_000, "pay-2");
        assertThat(anew.header(REPLAYED)).isNull();
        assertThat(SHOP.pointsOf(user)).isEqualTo(61_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"reference":"p"}                                   | MISSING
        {"amount":null,"reference":"p"}                     | MISSING
        {"amount":999,"reference":"p"}                      | BELOW_MINIMUM
        {"amount":1000001,"reference":"p"}                  | ABOVE_MAXIMUM
        {"amount":9223372036854775808,"reference":"p"}      | ABOVE_MAXIMUM
        {"amount":1000.0,"reference":"p"}                   | NOT_A_WHOLE_NUMBER
        {"amount":"10000","reference":"p"}                  | NOT_A_WHOLE_NUMBER
        {"amount":951000,"reference":"p"}                   | BALANCE_LIMIT
        """)
    void an_amount_has_the_limits_of_a_shoppers_charge(String body, String violation) {
        invalidChargeAmount(violation).toPost(SHOP, path(user), body);
        USER_NOT_FOUND.toPost(SHOP, path(99), body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"amount":1000}                                     | reference
        {"amount":1000,"reference":null}                    | reference
        {"amount":1000,"reference":""}                      | reference
        {"amount":1000,"reference":" p"}                    | reference
        {"amount":1000,"reference":"order:1"}               | reference
        {"amount":1000,"reference":"결제-1"}                 | reference
        {"amount":1000,"reference":"p\\n"}                   | reference
        {"amount":1000,"reference":7}                       | reference
        {"amount":1000,"reference":"p","reason":"덤"}        | reason
        {"amount":1000,"reference":"p","reference":"q"}     | body
        """)
    void a_malformed_charge_is_refused_even_before_the_user_is_looked_up(String body, String field) {
        malformed(field).toPost(SHOP, path(user), body);
        malformed(field).toPost(SHOP, path(99), body);
    }

    @Test
    void a_reference_has_64_characters_at_most() {
        malformed("reference").toPost(SHOP, path(user), paid(1_000, LONGEST + "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong"})
    void the_admin_key_alone_charges_payments(String authorization) {
        UNAUTHENTICATED.to(
                SHOP,
                path(user),
                request -> request.header("Authorization", authorization)
                        .json(paid(1_000, "pay-1"))
                        .post(path(user)));
    }

    private static void assertReplayed(Response again, Response first) {
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.header(REPLAYED)).isEqualTo("true");
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(again.text()).isEqualTo(first.text());
    }

    private static String path(long user) {
        return "/admin/users/" + user + "/points/charge";
    }

    private static Map<String, Object> paid(long amount, String reference) {
        return Map.of("amount", amount, "reference", reference);
    }

    private static Response charge(long user, long amount, String reference) {
        return SHOP.admin(paid(amount, reference)).post(path(user));
    }

    private Response keyed(String key, long amount, String reference) {
        return SHOP.admin(paid(amount, reference))
                .header("Idempotency-Key", key)
                .post(path(user));
    }
}
