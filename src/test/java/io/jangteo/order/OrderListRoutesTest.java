package io.jangteo.order;

import static io.jangteo.ErrorTable.FORBIDDEN;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.USER_NOT_FOUND;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.Replies;
import io.jangteo.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrator's list of every user's orders. */
@BothEngines
class OrderListRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final OrderRequests REQUESTS = new OrderRequests(SHOP);
    private static final String ORDERS = "/admin/orders";
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private long first;
    private long second;
    private long product;

    @BeforeEach
    void open() {
        first = SHOP.user(500_000);
        second = SHOP.user(500_000);
        product = SHOP.product("사과", 3_000, 1_000);
    }

    @Test
    void every_users_orders_are_listed_newest_first_and_whole() {
        assertReply(SHOP.admin().get(ORDERS), 200, "{\"orders\":[],\"nextCursor\":null}");
        JsonNode older = REQUESTS.order(SHOP.order(first, product, 1), first);
        JsonNode newer = REQUESTS.order(SHOP.order(second, product, 2), second);
        assertReply(SHOP.admin().get(ORDERS), 200, "{\"orders\":[%s,%s],\"nextCursor\":null}", newer, older);
    }

    @Test
    void
            asked_for_details_a_page_names_the_users_of_its_orders_each_once_and_the_first_one_says_how_many_orders_there_are() {
        long named = SHOP.user("김하나", 0);
        SHOP.order(second, product, 1);
        SHOP.order(named, product, 1);
        SHOP.order(named, product, 1);
        JsonNode page = json(SHOP.admin().get(ORDERS + "?details=true&limit=2"), 200);
        assertThat(page.path("users").toString()).isEqualTo("[{\"id\":%d,\"name\":\"김하나\"}]".formatted(named));
        assertThat(page.path("total").longValue()).isEqualTo(3);
        JsonNode next = json(
                SHOP.admin()
                        .get(ORDERS + "?details=true&limit=2&cursor="
                                + page.path("nextCursor").textValue()),
                200);
        assertThat(next.path("users").findValuesAsText("id")).containsExactly("" + second);
        assertThat(next.has("total")).isFalse();
        json(SHOP.admin(Map.of("name", "김둘")).patch("/admin/users/" + named), 200);
        assertThat(json(SHOP.admin().get(ORDERS + "?details=true&status=PAID&userId=" + named), 200)
                        .toString())
                .isEqualTo("{\"orders\":[],\"users\":[{\"id\":%d,\"name\":\"김둘\"}],\"total\":0,\"nextCursor\":null}"
                        .formatted(named));
    }

    @Test
    void an_order_is_counted_as_pending_until_its_time_is_over_and_not_until_it_is_swept() {
        long order = SHOP.order(first, product, 1);
        Instant end = OffsetDateTime.parse(
                        REQUESTS.order(order, first).path("expiresAt").textValue())
                .toInstant();
        assertThat(SHOP.database().<Long>read(handle -> OrderListSql.countPending(handle, end.minusMillis(1))))
                .isEqualTo(1);
        assertThat(SHOP.database().<Long>read(handle -> OrderListSql.countPending(handle, end)))
                .isZero();
    }

    @Test
    void orders_are_listed_by_status() {
        Map<String, Long> orders = oneOfEach();
        orders.forEach(
                (status, order) -> assertThat(listed("?status=" + status)).containsExactly(order));
        assertThat(listed("?status=PENDING,PAID")).containsExactly(orders.get("PENDING"), orders.get("PAID"));
        assertThat(listed("?status=PAID,CANCELLED,PAID")).containsExactly(orders.get("PAID"), orders.get("CANCELLED"));
        List<Long> all = orders.values().stream()
                .sorted((one, other) -> Long.compare(other, one))
                .toList();
        assertThat(listed("?status=REFUNDED,EXPIRED,CANCELLED,PAID,PENDING")).isEqualTo(all);
        assertThat(listed("")).isEqualTo(all);
    }

    @Test
    void orders_are_listed_by_user_and_status() {
        Map<String, Long> orders = oneOfEach();
        long pending = SHOP.order(second, product, 1);
        long paid = SHOP.order(second, product, 1);
        json(SHOP.pay(paid, second), 200);
        assertThat(listed("?userId=" + second)).containsExactly(paid, pending);
        assertThat(listed("?userId=" + second + "&status=PENDING")).containsExactly(pending);
        assertThat(listed("?userId=" + second + "&status=PAID,REFUNDED")).containsExactly(paid);
        assertThat(listed("?userId=" + second + "&status=EXPIRED")).isEmpty();
        orders.forEach((status, order) ->
                assertThat(listed("?userId=" + first + "&status=" + status)).containsExactly(order));
        assertThat(listed("?userId=" + first)).hasSize(5);
        assertThat(listed("?userId=" + SHOP.user(0))).isEmpty();
    }

    @Test
    void pages_neither_skip_nor_repeat_whatever_is_chosen() {
        List<Long> all = new ArrayList<>();
        List<Long> ofSecond = new ArrayList<>();
        List<Long> open = new ArrayList<>();
        List<Long> cancelled = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            long user = i % 3 == 0 ? second : first;
            long order = SHOP.order(user, product, 1);
            all.add(0, order);
            if (user == second) {
                ofSecond.add(0, order);
            }
            if (i % 2 == 0) {
                json(SHOP.cancel(order, user), 200);
                cancelled.add(0, order);
            } else {
                open.add(0, order);
            }
            if (i % 4 == 1) {
                json(SHOP.pay(order, user), 200);
            }
        }
        PagedList pages = new PagedList(SHOP, ORDERS, "orders");
        pages.assertHold(all);
        pages.assertRefuseWhatIsNone();
        new PagedList(SHOP, ORDERS + "?status=PENDING,PAID", "orders").assertHold(open);
        new PagedList(SHOP, ORDERS + "?status=CANCELLED", "orders").assertHold(cancelled);
        new PagedList(SHOP, ORDERS + "?status=PENDING,PAID,CANCELLED", "orders").assertHold(all);
        new PagedList(SHOP, ORDERS + "?userId=" + second, "orders").assertHold(ofSecond);
    }

    @Test
    void orders_are_listed_by_the_business_days_of_their_placing() {
        advanceTo(morning());
        long early = SHOP.order(first, product, 1);
        json(SHOP.pay(early, first), 200);
        long other = SHOP.order(second, product, 1);
        advanceTo(morning().minusSeconds(600));
        long late = SHOP.order(first, product, 1);
        SHOP.advance(Duration.ofMinutes(20));
        long next = SHOP.order(first, product, 1);
        LocalDate day = day(early);
        assertThat(day(late)).isEqualTo(day);
        assertThat(day(next)).isEqualTo(day.plusDays(1));
        assertThat(listed("?from=" + day)).containsExactly(next, late, other, early);
        assertThat(listed("?to=" + day)).containsExactly(late, other, early);
        assertThat(listed("?from=" + day + "&to=" + day)).containsExactly(late, other, early);
        assertThat(listed("?from=" + day.plusDays(1))).containsExactly(next);
        assertThat(listed("?to=" + day.minusDays(1))).isEmpty();
        assertThat(listed("?from=" + day.plusDays(1) + "&to=" + day)).isEmpty();
        assertThat(listed("?status=PAID&to=" + day)).containsExactly(early);
        assertThat(listed("?status=PENDING,EXPIRED&from=" + day)).containsExactly(next, late, other);
        assertThat(listed("?userId=" + first + "&to=" + day)).containsExactly(late, early);
        assertThat(listed("?userId=" + first + "&status=PENDING&from=" + day)).containsExactly(next, late);
        new PagedList(SHOP, ORDERS + "?from=" + day, "orders").assertHold(List.of(next, late, other, early));
        new PagedList(SHOP, ORDERS + "?userId=" + first + "&from=" + day, "orders")
                .assertHold(List.of(next, late, early));
        USER_NOT_FOUND.toGet(SHOP, ORDERS + "?userId=99&from=" + day);
        for (String date : List.of("2026-11-31", "2026-1-1", "+12026-11-22", "today", "2026-11-22T00:00:00Z")) {
            for (String end : List.of("from", "to")) {
                malformed(end)
                        .to(
                                SHOP,
                                ORDERS,
                                request -> request.queryParam(end, date).get(ORDERS));
            }
        }
    }

    /** Returns the next midnight in Seoul. */
    private static Instant morning() {
        LocalDate today = SHOP.now().atZone(SEOUL).toLocalDate();
        return today.plusDays(1).atStartOfDay(SEOUL).toInstant();
    }

    private static void advanceTo(Instant moment) {
        Duration ahead = Duration.between(SHOP.now(), moment);
        SHOP.advance(ahead.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    private static LocalDate day(long order) {
        JsonNode trail = json(SHOP.admin().get("/admin/orders/{id}/trail", order), 200);
        return Replies.moment(trail.at("/order/createdAt")).atZone(SEOUL).toLocalDate();
    }

    @Test
    void an_order_that_is_placed_meanwhile_moves_no_page() {
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            orders.add(0, SHOP.order(first, product, 1));
        }
        PagedList pages = new PagedList(SHOP, ORDERS, "orders");
        JsonNode page = pages.page(2, null);
        SHOP.order(second, product, 1);
        assertThat(ids(page)).isEqualTo(orders.subList(0, 2));
        assertThat(ids(pages.page(2, page.path("nextCursor").textValue()))).isEqualTo(orders.subList(2, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid", "GONE", "PAID,", "PAID,GONE", "PAID PENDING"})
    void a_status_that_is_none_is_malformed(String status) {
        malformed("status")
                .to(
                        SHOP,
                        ORDERS,
                        request -> request.queryParam("status", status).get(ORDERS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "one", "1.0", "1234567890123456789"})
    void a_user_id_that_is_none_is_malformed(String userId) {
        malformed("userId")
                .to(
                        SHOP,
                        ORDERS,
                        request -> request.queryParam("userId", userId).get(ORDERS));
    }

    @Test
    void a_user_who_does_not_exist_is_not_taken_for_one_without_orders() {
        USER_NOT_FOUND.toGet(SHOP, ORDERS + "?userId=99");
        malformed("user").toGet(SHOP, ORDERS + "?user=" + first);
        malformed("userId").toGet(SHOP, ORDERS + "?userId=" + first + "&userId=" + second);
    }

    @Test
    void orders_are_listed_with_the_admin_key_alone() {
        UNAUTHENTICATED.to(
                SHOP,
                ORDERS,
                request -> request.header("Authorization", "Bearer wrong").get(ORDERS));
        String token = json(
                        SHOP.admin(Map.of("userId", first, "ttlSeconds", 60)).post("/admin/tokens"), 200)
                .path("token")
                .textValue();
        FORBIDDEN.to(
                SHOP,
                ORDERS,
                request -> request.header("Authorization", "Bearer " + token).get(ORDERS));
    }

    /** Returns an order of the first user in each status, by status. */
    private Map<String, Long> oneOfEach() {
        long expired = SHOP.order(first, product, 1);
        SHOP.advance(Duration.ofMinutes(30));
        long cancelled = SHOP.order(first, product, 1);
        json(SHOP.cancel(cancelled, first), 200);
        long refunded = SHOP.order(first, product, 1);
        json(SHOP.pay(refunded, first), 200);
        json(SHOP.cancel(refunded, first), 200);
        long paid = SHOP.order(first, product, 1);
        json(SHOP.pay(paid, first), 200);
        long pending = SHOP.order(first, product, 1);
        return Map.of(
                "EXPIRED", expired, "CANCELLED", cancelled, "REFUNDED", refunded, "PAID", paid, "PENDING", pending);
    }

    private static List<Long> listed(String query) {
        return ids(json(SHOP.admin().get(ORDERS + query), 200));
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        page.path("orders").forEach(order -> ids.add(order.path("id").longValue()));
        return ids;
    }
}
