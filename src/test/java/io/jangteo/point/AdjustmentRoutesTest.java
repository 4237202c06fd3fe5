package io.jangteo.point;

import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.insufficientPoints;
import static io.jangteo.ErrorTable.invalidChargeAmount;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator's corrections of a balance. */
@BothEngines
class AdjustmentRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_balance_is_corrected_up_and_down_with_a_reason() {
        long user = SHOP.user(0);
        adjust(user, 100, "이벤트 당첨", 100);
        adjust(user, -30, "오류 정정", 70);
        JsonNode history = SHOP.api().get("/users/{id}/points/history", user).json();
        assertThat(history.findValuesAsText("kind")).containsExactly("ADJUST", "ADJUST");
        assertThat(history.findValuesAsText("amount")).containsExactly("-30", "100");
        assertThat(history.findValuesAsText("balanceAfter")).containsExactly("70", "100");
        assertThat(history.findValuesAsText("reference")).containsExactly("오류 정정", "이벤트 당첨");
    }

    @Test
    void a_correction_is_not_bound_to_the_amounts_of_a_charge() {
        long user = SHOP.user(0);
        adjust(user, 1, "하나", 1);
        adjust(user, 999_999, "나머지", 1_000_000);
        adjust(user, -1_000_000, "전부", 0);
    }

    @Test
    void no_balance_goes_below_nothing() {
        long user = SHOP.user(1_000);
        String path = "/admin/users/" + user + "/points/adjust";
        insufficientPoints(1_001, 1_000).toPost(SHOP, path, adjustment(-1_001));
        adjust(user, -1_000, "전부", 0);
        insufficientPoints(1, 0).toPost(SHOP, path, adjustment(-1));
    }

    @Test
    void no_balance_goes_above_its_limit() {
        long user = SHOP.user(999_999);
        String path = "/admin/users/" + user + "/points/adjust";
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, path, adjustment(2));
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, path, adjustment(1_000_000_000_000L));
        adjust(user, 1, "하나", 1_000_000);
    }

    @Test
    void a_user_who_is_not_there_has_no_balance_to_correct() {
        for (long amount : new long[] {1, -1, 2_000_000}) {
            USER_NOT_FOUND.toPost(SHOP, "/admin/users/1/points/adjust", adjustment(amount));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"reason":"정정"}                              | amount
        {"amount":null,"reason":"정정"}                | amount
        {"amount":0,"reason":"정정"}                   | amount
        {"amount":1.0,"reason":"정정"}                 | amount
        {"amount":"1","reason":"정정"}                 | amount
        {"amount":true,"reason":"정정"}                | amount
        {"amount":1000000000001,"reason":"정정"}       | amount
        {"amount":-1000000000001,"reason":"정정"}      | amount
        {"amount":9223372036854775808,"reason":"정정"} | amount
        {"amount":1}                                   | reason
        {"amount":1,"reason":null}                     | reason
        {"amount":1,"reason":" "}                      | reason
        {"amount":1,"reason":1}                        | reason
        {"amount":1,"reason":"정정","kind":"CHARGE"}   | kind
        {"amount":1,"reason":"정정","amount":2}        | body
        """)
    void a_malformed_correction_is_refused_even_before_the_user_is_looked_up(String body, String field) {
        malformed(field).toPost(SHOP, "/admin/users/" + SHOP.user(10) + "/points/adjust", body);
        malformed(field).toPost(SHOP, "/admin/users/99/points/adjust", body);
    }

    @Test
    void an_id_that_is_no_id_is_malformed() {
        malformed("id").toPost(SHOP, "/admin/users/one/points/adjust", adjustment(1));
    }

    @Test
    void a_balance_is_corrected_with_the_admin_key_alone() {
        String path = "/admin/users/" + SHOP.user(10) + "/points/adjust";
        UNAUTHENTICATED.to(
                SHOP,
                path,
                request -> request.header("Authorization", "Bearer wrong")
                        .json(adjustment(1))
                        .post(path));
    }

    private static void adjust(long user, long amount, String reason, long balance) {
        assertReply(
                SHOP.admin(Map.of("amount", amount, "reason", reason)).post("/admin/users/{id}/points/adjust", user),
                200,
                "{\"id\":%d,\"point\":%d}",
                user,
                balance);
        assertThat(SHOP.pointsOf(user)).isEqualTo(balance);
    }

    private static Map<String, Object> adjustment(long amount) {
        return Map.of("amount", amount, "reason", "정정");
    }
}
