package io.jangteo.point;

import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.invalidChargeAmount;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Charging, and the entries that every change of a balance leaves. */
@BothEngines
class PointRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void a_charge_adds_to_the_balance_and_leaves_an_entry() {
        long user = SHOP.user("김하나", 50_000);
        SHOP.user("이두리", 0);
        Instant before = SHOP.now();
        assertReply(SHOP.api("{\"amount\":10000}").post("/users/{id}/points/charge", user), 200, """
                {"id":%d,"point":60000}
                """, user);
        assertThat(SHOP.pointsOf(user)).isEqualTo(60_000);
        JsonNode entries = entries(user);
        assertThat(entries).hasSize(2);
        JsonNode newest = entries.path(0);
        assertThat(moment(newest.path("at"))).isBetween(before, SHOP.now());
        assertReply(
                SHOP.api().get("/users/{id}/points/history?limit=1", user),
                200,
                """
                {"entries":[{"id":%d,"kind":"CHARGE","amount":10000,"balanceAfter":60000,"reference":null,"at":"%s"}],
                 "nextCursor":"%s"}
                """,
                newest.path("id").longValue(),
                newest.path("at").textValue(),
                nextCursor(user));
    }

    @Test
    void the_least_and_the_most_that_can_be_charged_are_charged() {
        long user = SHOP.user(0);
        charge(user, 1_000);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000);
        long other = SHOP.user(0);
        charge(other, 1_000_000);
        assertThat(SHOP.pointsOf(other)).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                 | MISSING
        {"amount":null}                    | MISSING
        {"amount":999}                     | BELOW_MINIMUM
        {"amount":0}                       | BELOW_MINIMUM
        {"amount":-1000}                   | BELOW_MINIMUM
        {"amount":-9223372036854775809}    | BELOW_MINIMUM
        {"amount":1000001}                 | ABOVE_MAXIMUM
        {"amount":9223372036854775808}     | ABOVE_MAXIMUM
        {"amount":18446744073709552616}    | ABOVE_MAXIMUM
        {"amount":1000.5}                  | NOT_A_WHOLE_NUMBER
        {"amount":1000.0}                  | NOT_A_WHOLE_NUMBER
        {"amount":1e4}                     | NOT_A_WHOLE_NUMBER
        {"amount":"10000"}                 | NOT_A_WHOLE_NUMBER
        {"amount":true}                    | NOT_A_WHOLE_NUMBER
        {"amount":[10000]}                 | NOT_A_WHOLE_NUMBER
        {"amount":{"amount":10000}}        | NOT_A_WHOLE_NUMBER
        """)
    void an_amount_that_cannot_be_charged_is_refused_with_what_is_wrong(String body, String violation) {
        long user = SHOP.user(1);
        String path = "/users/" + user + "/points/charge";
        invalidChargeAmount(violation).toPost(SHOP, path, body);
        // The user is looked up first.
        USER_NOT_FOUND.toPost(SHOP, "/users/99/points/charge", body);
    }

    @Test
    void a_balance_is_charged_up_to_its_limit_and_not_above() {
        long user = SHOP.user(998_999);
        String path = "/users/" + user + "/points/charge";
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, path, Map.of("amount", 1_002));
        charge(user, 1_001);
        assertThat(SHOP.pointsOf(user)).isEqualTo(1_000_000);
        invalidChargeAmount("BALANCE_LIMIT").toPost(SHOP, path, Map.of("amount", 1_000));
        // The amount itself is checked before the balance.
        invalidChargeAmount("BELOW_MINIMUM").toPost(SHOP, path, Map.of("amount", 999));
    }

    @Test
    void each_violation_has_its_own_words_in_english() {
        long user = SHOP.user(1_000_000);
        assertThat(List.of("{}", "{\"amount\":1}", "{\"amount\":1000}", "{\"amount\":1000001}", "{\"amount\":1.5}"))
                .extracting(body -> SHOP.api(body)
                        .header("Accept-Language", "en")
                        .post("/users/{id}/points/charge", user)
                        .text("detail"))
                .doesNotHaveDuplicates()
                .allMatch(detail -> detail.matches("The [a-z ]+"));
    }

    @Test
    void a_user_who_is_not_there_cannot_be_charged_and_has_no_history() {
        USER_NOT_FOUND.toPost(SHOP, "/users/1/points/charge", Map.of("amount", 10_000));
        USER_NOT_FOUND.toGet(SHOP, "/users/1/points/history");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"amount":10000,"userId":1}        | userId
        {"amount":10000,"amount":20000}    | body
        {"amount":10000}{}                 | body
        {"amount":10000                    | body
        {"amount":NaN}                     | body
        {"amount":010000}                  | body
        10000                              | body
        """)
    void a_malformed_charge_is_refused_even_before_the_user_is_looked_up(String body, String field) {
        malformed(field).toPost(SHOP, "/users/" + SHOP.user(0) + "/points/charge", body);
        malformed(field).toPost(SHOP, "/users/99/points/charge", body);
    }

    @Test
    void a_malformed_charge_is_refused_in_english_too() {
        malformed("body")
                .checkInEnglish(
                        SHOP.api("{").header("Accept-Language", "en").post("/users/1/points/charge"),
                        "/users/1/points/charge");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "-1", "1234567890123456789"})
    void an_id_that_is_no_id_is_malformed(String id) {
        malformed("userId").toPost(SHOP, "/users/" + id + "/points/charge", Map.of("amount", 10_000));
        malformed("userId").toGet(SHOP, "/users/" + id + "/points/history");
    }

    @Test
    void the_history_tells_newest_first_why_each_balance_changed() {
        long user = SHOP.user(5_000);
        long product = SHOP.product("사과", 3_000, 10);
        charge(user, 2_000);
        long order = SHOP.order(user, product, 2);
        SHOP.pay(order, user).require(200);
        SHOP.advance(Duration.ofHours(1));
        SHOP.cancel(order, user).require(200);
        JsonNode entries = entries(user);
        assertThat(lines(entries))
                .containsExactly(
                        "REFUND 6000 7000 \"order:" + order + "\"",
                        "SPEND -6000 1000 \"order:" + order + "\"",
                        "CHARGE 2000 7000 null",
                        "ADJUST 5000 5000 \"시험\"");
        assertThat(Duration.between(
                        moment(entries.path(1).path("at")),
                        moment(entries.path(0).path("at"))))
                .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_history_holds_the_entries_of_its_user_alone() {
        long user = SHOP.user(1_000);
        SHOP.user(2_000);
        assertThat(lines(entries(user))).containsExactly("ADJUST 1000 1000 \"시험\"");
        long empty = SHOP.user(0);
        assertReply(SHOP.api().get("/users/{id}/points/history", empty), 200, "{\"entries\":[],\"nextCursor\":null}");
    }

    @Test
    void pages_of_a_history_neither_skip_nor_repeat() {
        long user = SHOP.user(0);
        long other = SHOP.user(0);
        for (int i = 0; i < 5; i++) {
            charge(user, 1_000 + i);
            charge(other, 1_000);
        }
        List<Long> ids = StreamSupport.stream(entries(user).spliterator(), false)
                .map(entry -> entry.path("id").longValue())
                .toList();
        assertThat(ids).hasSize(5).isSortedAccordingTo((one, two) -> Long.compare(two, one));
        PagedList pages = new PagedList(SHOP, "/users/" + user + "/points/history", "entries");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
    }

    @Test
    void an_entry_that_comes_between_two_pages_is_not_on_the_second() {
        long user = SHOP.user(0);
        charge(user, 1_001);
        charge(user, 1_002);
        PagedList pages = new PagedList(SHOP, "/users/" + user + "/points/history", "entries");
        JsonNode first = pages.page(1, null);
        charge(user, 1_003);
        JsonNode second = pages.page(5, first.path("nextCursor").textValue());
        assertThat(second.path("entries").findValues("amount"))
                .extracting(JsonNode::intValue)
                .containsExactly(1_001);
    }

    private static void charge(long user, long amount) {
        json(SHOP.api(Map.of("amount", amount)).post("/users/{id}/points/charge", user), 200);
    }

    private static JsonNode entries(long user) {
        return json(SHOP.api().get("/users/{id}/points/history", user), 200).path("entries");
    }

    private static String nextCursor(long user) {
        return new PagedList(SHOP, "/users/" + user + "/points/history", "entries")
                .page(1, null)
                .path("nextCursor")
                .textValue();
    }

    private static List<String> lines(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> "%s %s %s %s"
                        .formatted(
                                entry.path("kind").textValue(),
                                entry.path("amount"),
                                entry.path("balanceAfter"),
                                entry.path("reference")))
                .toList();
    }
}
