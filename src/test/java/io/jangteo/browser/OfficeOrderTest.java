package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An order and all that it caused, in the back office. */
@Tag("slow")
class OfficeOrderTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    /** Tells of its orders where nobody listens. */
    @RegisterExtension
    static final TestShop UNHEARD =
            TestShop.with(settings -> settings.dataPlatform(URI.create("http://127.0.0.1:9/orders")));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Look ENGLISH = Look.desk().english();

    @Test
    void the_trail_of_a_refunded_order_tells_all_that_happened_in_its_order() {
        long user = SHOP.user("김하나", 50_000);
        long product = SHOP.product("사과", 1000, 10);
        long issued = SHOP.issue(SHOP.coupon(500, 5), user);
        Map<String, Object> wanted = Map.of(
                "userId",
                user,
                "items",
                List.of(Map.of("productId", product, "quantity", 3)),
                "issuedCouponId",
                issued);
        SHOP.advance(Duration.ofMinutes(1));
        long order = json(SHOP.api(wanted).post("/orders"), 201).path("id").longValue();
        SHOP.advance(Duration.ofMinutes(1));
        json(SHOP.pay(order, user), 200);
        SHOP.advance(Duration.ofMinutes(1));
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "orders");
        office.row("Order " + order).locator("th a").click();
        assertThat(office.title()).hasText("The trail of order " + order);
        Locator moments = office.page().locator(".time-line li");
        assertKinds(
                moments,
                "COUPON_ISSUED",
                "PLACED",
                "STOCK_TAKEN",
                "PAID",
                "POINTS_SPEND",
                "COUPON_USED",
                "MESSAGE",
                "ATTEMPT_DELIVERED");
        json(SHOP.cancel(order, user), 200);
        assertThat(moments).hasCount(14);
        assertKinds(
                moments,
                "COUPON_ISSUED",
                "PLACED",
                "STOCK_TAKEN",
                "PAID",
                "POINTS_SPEND",
                "COUPON_USED",
                "MESSAGE",
                "ATTEMPT_DELIVERED",
                "REFUNDED",
                "STOCK_BACK",
                "POINTS_REFUND",
                "COUPON_BACK",
                "MESSAGE",
                "ATTEMPT_DELIVERED");
        assertThat(moments.nth(12)).containsText("Order refunded");
        assertThat(moments.nth(2)).containsText("Stock taken: 3 of 사과");
        assertThat(moments.nth(2)).containsText("7 left");
        assertThat(moments.nth(4)).containsText("Points taken: −2,500 won");
        assertThat(moments.nth(4)).containsText("Balance 47,500 won");
        assertThat(moments.nth(5)).containsText("Coupon used: 500 won off");
        assertThat(moments.nth(10)).containsText("Points given back: +2,500 won");
        Locator facts = office.page().locator("[data-part=facts]");
        assertThat(facts).containsText("Refunded");
        assertThat(facts.getByText("김하나 (no. " + user + ")")).hasAttribute("href", "#users/" + user);
        assertThat(facts).containsText("1,000 won × 3");
        assertThat(facts.locator(".sum")).containsText("2,500 won");
        office.window().assertAccessible();
    }

    @Test
    void orders_are_found_by_status_and_by_user() {
        long product = SHOP.product("사과", 1000, 10);
        long first = SHOP.user("김하나", 50_000);
        long second = SHOP.user("이두리", 50_000);
        json(SHOP.pay(SHOP.order(first, product, 1), first), 200);
        SHOP.order(first, product, 1);
        SHOP.order(second, product, 1);
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "orders");
        assertThat(office.page().locator("tbody tr")).hasCount(3);
        office.page().locator(".choices").getByText("To be paid").click();
        assertThat(office.page().locator("tbody tr")).hasCount(2);
        office.go("orders?status=PENDING&userId=" + second);
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        assertThat(office.row("Order 3").getByText("이두리 (no. " + second + ")"))
                .hasAttribute("href", "#users/" + second);
        assertThat(office.page().locator(".bar")).containsText("Orders of 이두리 (no. " + second + ") alone.");
        office.page().getByText("Show all orders").click();
        assertThat(office.page()).hasURL(SHOP.baseUrl() + "/office#orders?status=PENDING");
        assertThat(office.page().locator("tbody tr")).hasCount(2);
        office.page().goBack();
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        office.go("orders?userId=abc");
        assertThat(office.page().locator(".office-main .error"))
                .hasText("A user number must be a whole number of 1 or more.");
        office.go("orders?userId=99");
        assertThat(office.page().locator(".office-main .error")).containsText("user");
        office.go("orders/99");
        assertThat(office.page().locator(".office-main .error")).isVisible();
    }

    @Test
    void a_long_name_of_a_customer_fits_a_phone() {
        String name = "제갈아름다운이름을가진손님선우황보독고";
        long order = SHOP.order(SHOP.user(name, 0), SHOP.product("사과", 1000, 10), 1);
        Office office = Office.enter(BROWSER, SHOP, Look.phone(), "orders");
        assertThat(office.row(order + "번")).containsText(name + " (1번)");
        office.window().assertNoSidewaysScroll();
        office.go("orders/" + order);
        assertThat(office.page().locator("[data-part=facts]")).containsText(name + " (1번)");
        office.window().assertNoSidewaysScroll();
    }

    @Test
    void a_delivered_message_is_sent_again_after_a_question() {
        long order = paid(SHOP);
        SHOP.advance(Duration.ZERO);
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "deliveries?status=DELIVERED");
        assertThat(office.row("Order " + order)).containsText("Delivered");
        office.press("Send again: Order paid, order " + order);
        office.dialog().getByText("Cancel").click();
        office.press("Send again: Order paid, order " + order);
        office.dialog().locator("button.danger").click();
        office.assertDone("Being sent again: Order paid, order " + order + ".");
        SHOP.advance(Duration.ZERO);
        office.go("orders/" + order);
        assertThat(office.page().locator("[data-kind=ATTEMPT_DELIVERED]")).hasCount(2);
    }

    @Test
    void a_message_that_nobody_takes_shows_why_and_when_it_is_tried_again() {
        long order = paid(UNHEARD);
        UNHEARD.advance(Duration.ZERO);
        Office office = Office.enter(BROWSER, UNHEARD, ENGLISH, "deliveries?status=PENDING");
        assertThat(office.row("Order " + order)).containsText("No connection to");
        assertThat(office.row("Order " + order)).containsText("next attempt");
        String error = UNHEARD.deliveries().stream()
                .filter(delivery -> Long.valueOf(order).equals(((Number) delivery.get("orderId")).longValue()))
                .map(delivery -> delivery.get("lastError").toString())
                .findFirst()
                .orElseThrow();
        assertThat(office.row("Order " + order)).containsText(error);
        office.go("orders/" + order);
        assertThat(office.page().locator("[data-kind=ATTEMPT_FAILED]").first()).containsText(error);
        assertThat(office.page().locator(".time-line li").last()).hasAttribute("data-kind", "NEXT");
        UNHEARD.advance(Duration.ofDays(10));
        office.go("deliveries?status=DEAD");
        assertThat(office.row("Order " + order)).containsText("Given up");
        office.go("orders/" + order);
        assertThat(office.page().locator(".time-line li").last()).hasAttribute("data-kind", "ATTEMPT_DEAD");
    }

    @Test
    void all_that_was_given_up_is_sent_again_by_one_press() {
        long first = paid(UNHEARD);
        long second = paid(UNHEARD);
        UNHEARD.advance(Duration.ZERO);
        UNHEARD.advance(Duration.ofDays(10));
        Office office = Office.enter(BROWSER, UNHEARD, ENGLISH, "deliveries?status=DEAD");
        assertThat(office.row("Order " + first)).isVisible();
        assertThat(office.row("Order " + second)).isVisible();
        office.window().assertAccessible();
        office.press("Send all 2 that were given up again");
        assertThat(office.dialog()).containsText("Sends all 2 messages again");
        office.dialog().locator("button.danger").click();
        office.assertDone("2 messages are being sent again.");
        assertThat(office.button("Send all 2 that were given up again")).hasCount(0);
        assertThat(UNHEARD.deliveries())
                .extracting(delivery -> delivery.get("status"))
                .containsOnly("PENDING");
    }

    @Test
    void a_failed_delivery_says_in_words_why_and_where() {
        long order = paid(UNHEARD);
        UNHEARD.advance(Duration.ZERO);
        String origin = "http://127.0.0.1:9";
        Office office = Office.enter(BROWSER, UNHEARD, Look.phone(), "deliveries");
        assertThat(office.row(order + "번")).containsText(origin + "에 연결하지 못했습니다(거부됨)");
        office.window().assertAccessible();
        for (Map.Entry<String, String> words : Map.of(
                        origin + " answered HTTP 500",
                        origin + "에서 500(으)로 응답했습니다",
                        "No reply from " + origin + " within 10000 ms",
                        origin + "에서 10초 안에 응답이 없었습니다",
                        "Not sent: shop.example has the address 10.0.0.1, a private or special address",
                        "보내지 않았습니다: shop.example의 주소 10.0.0.1에는 보낼 수 없습니다",
                        "something else",
                        "something else")
                .entrySet()) {
            UNHEARD.database().run(tx -> tx.handle().execute("UPDATE delivery SET last_error = ?", words.getKey()));
            UNHEARD.database().run(tx -> tx.handle().execute("UPDATE delivery_attempt SET error = ?", words.getKey()));
            office.page().reload();
            assertThat(office.row(order + "번")).containsText(words.getValue());
        }
    }

    @Test
    void deliveries_are_filtered_by_the_kind_of_event() {
        long order = paid(SHOP);
        json(SHOP.cancel(order, 1), 200);
        Office office = Office.enter(BROWSER, SHOP, ENGLISH, "deliveries");
        assertThat(office.page().locator("tbody tr")).hasCount(2);
        office.page().getByLabel("Event").selectOption("order.refunded");
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        assertThat(office.row("Order " + order)).containsText("Order refunded");
        office.page().getByText("Delivered").first().click();
        assertThat(office.page().getByLabel("Event")).hasValue("order.refunded");
    }

    private static long paid(TestShop shop) {
        long user = shop.user(50_000);
        long order = shop.order(user, shop.product("사과", 1000, 10), 1);
        json(shop.pay(order, user), 200);
        return order;
    }

    private static void assertKinds(Locator moments, String... kinds) {
        assertThat(moments).hasCount(kinds.length);
        Object shown = moments.evaluateAll("all => all.map((one) => one.dataset.kind)");
        assertThat((List<?>) shown).isEqualTo(List.of(kinds));
    }
}
