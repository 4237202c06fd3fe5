package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One user and one product in the back office, with every reason that was asked for. */
@Tag("slow")
class OfficeOneTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.balanceMax(10_000_000));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Look ENGLISH = Look.desk().english();

    @Test
    void a_user_has_a_page_with_every_entry_and_its_reason() {
        long user = SHOP.user("김하나", 0);
        json(SHOP.admin(Map.of("amount", 20_000, "reference", "pay-1")).post("/admin/users/1/points/charge"), 200);
        long order = SHOP.order(user, SHOP.product("사과", 1000, 10), 2);
        json(SHOP.pay(order, user), 200);
        Office office = enter("users");
        office.row("김하나").locator("th a").click();
        assertThat(office.title()).hasText("User 1, 김하나");
        office.press("Adjust the points of 김하나");
        office.send(Map.of("amount", "-500", "reason", "정정"));
        office.assertDone("“김하나” now has 17,500 won.");
        Locator entries = part(office, "entries").locator("tbody tr");
        assertThat(entries).containsText(new String[] {"Adjustment", "Payment", "Charge"});
        assertThat(entries.nth(0)).containsText("−500 won");
        assertThat(entries.nth(0)).containsText("17,500 won");
        assertThat(entries.nth(0)).containsText("정정");
        assertThat(entries.nth(2)).containsText("pay-1");
        assertThat(part(office, "facts")).containsText("17,500 won");
        assertThat(part(office, "facts").locator("a[href='#orders?status=PAID&userId=1']"))
                .hasText("Paid 1");
        assertThat(part(office, "orders").locator("tbody tr")).hasCount(1);
        entries.nth(1).locator("a").click();
        assertThat(office.title()).hasText("The trail of order 1");
        office.page().locator("[data-part=facts] a").first().click();
        assertThat(office.title()).hasText("User 1, 김하나");
    }

    @Test
    void a_user_is_renamed_and_loses_a_coupon_on_that_page() {
        long user = SHOP.user("김하나", 0);
        SHOP.issue(SHOP.coupon(500, 5), user);
        Office office = enter("users/1");
        office.press("Rename 김하나");
        office.send(Map.of("name", ""));
        office.assertRefused("name", "A name must have 1 to 100 characters.");
        office.send(Map.of("name", "김둘"));
        office.assertDone("The name is “김둘” now.");
        assertThat(office.title()).hasText("User 1, 김둘");
        office.press("Take back the coupon “쿠폰”");
        office.send(Map.of("reason", "잘못 나감"));
        office.assertDone("Took back the coupon “쿠폰”.");
        assertThat(part(office, "coupons").locator("tbody tr")).containsText("taken back");
        assertThat(office.button("Take back the coupon “쿠폰”")).hasCount(0);
        assertThat(json(SHOP.admin().get("/admin/users/1"), 200).path("name").textValue())
                .isEqualTo("김둘");
    }

    @Test
    void a_product_has_a_page_with_every_movement_and_its_reason() {
        long product = SHOP.product("사과", 1000, 10);
        long user = SHOP.user(50_000);
        json(SHOP.pay(SHOP.order(user, product, 2), user), 200);
        Office office = enter("products");
        office.row("사과").locator("th a").click();
        assertThat(office.title()).hasText("Product 1, 사과");
        office.press("Adjust the stock of 사과");
        office.send(Map.of("delta", "-3", "reason", "상한 사과"));
        office.assertDone("“사과” now has 5 in stock.");
        Locator movements = part(office, "movements").locator("tbody tr");
        assertThat(movements).containsText(new String[] {"Adjustment", "Order", "First stock"});
        assertThat(movements.nth(0)).containsText("−3");
        assertThat(movements.nth(0)).containsText("상한 사과");
        assertThat(movements.nth(2)).not().containsText("created");
        assertThat(part(office, "facts")).containsText("2 today · 2 in 7 days");
        office.press("Edit 사과");
        office.send(Map.of("price", "1200"));
        office.assertDone("Saved: “사과”, 1,200 won.");
        assertThat(part(office, "facts")).containsText("1,200 won");
        office.press("End the sale of 사과");
        office.dialog().locator("button.danger").click();
        office.assertDone("“사과” is no longer on sale.");
        assertThat(part(office, "facts")).containsText("Not on sale");
        movements.nth(1).locator("td a").click();
        assertThat(office.title()).hasText("The trail of order 1");
    }

    @Test
    void a_long_history_comes_in_parts() {
        long product = SHOP.product("사과", 1000, 10);
        for (int i = 0; i < 25; i++) {
            json(SHOP.admin(Map.of("delta", 1, "reason", "입고")).post("/admin/products/{id}/stock", product), 200);
        }
        Office office = enter("products/1");
        assertThat(part(office, "movements").locator("tbody tr")).hasCount(20);
        office.press("Show more");
        assertThat(part(office, "movements").locator("tbody tr")).hasCount(26);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users/99", "products/99", "orders/99", "users/abc", "orders?userId=99", "orders?userId=0"})
    void what_is_not_there_is_not_asked_for_again(String place) {
        Office office = enter("books");
        office.page().evaluate("place => { location.hash = place; }", place);
        assertThat(office.page().locator(".office-main .error")).isVisible();
        assertThat(office.button("Try again")).hasCount(0);
        office.window().assertAccessible();
    }

    @Test
    void full_width_digits_are_digits() {
        long product = SHOP.product("사과", 1000, 10);
        SHOP.order(SHOP.user(5_000), product, 1);
        SHOP.order(SHOP.user(5_000), product, 1);
        Office office = enter("orders");
        office.page().locator("#search").fill("２");
        assertThat(office.page()).hasURL(SHOP.baseUrl() + "/office#orders?query=2");
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        office.go("products");
        office.press("Adjust the stock of 사과");
        office.send(Map.of("delta", "１０", "reason", "입고"));
        office.assertDone("“사과” now has 18 in stock.");
    }

    @ParameterizedTest
    @CsvSource({
        "사과, 을/를, 를",
        "귤, 을/를, 을",
        "김하나, 이/가, 가",
        "3, 으로/로, 으로",
        "7, 으로/로, 로",
        "1, 을/를, 을",
        "서울, 으로/로, 로",
        "산, 으로/로, 으로",
        "감귤 3kg, 을/를, 을",
        "우유 900ml, 을/를, 를",
        "before, 으로/로, (으)로",
        "before, 을/를, 을(를)",
        "10, 을/를, 을"
    })
    void a_particle_follows_the_sound_before_it(String word, String pair, String particle) {
        Office office = enter("backup");
        assertThat(office.page().evaluate("""
                async ([word, pair]) => {
                  const module = new URL('../common/particle.js', document.querySelector('script[type=module]').src);
                  return (await import(module)).particle(word, pair);
                }""", List.of(word, pair))).isEqualTo(particle);
    }

    @Test
    void what_is_said_in_korean_has_the_right_particle() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "products");
        office.press("새 상품");
        office.send(Map.of("name", "사과", "price", "1000", "stock", "5"));
        office.assertDone("1번 상품 ‘사과’를 만들었습니다.");
        office.press("새 상품");
        office.send(Map.of("name", "귤", "price", "1000", "stock", "5"));
        office.assertDone("2번 상품 ‘귤’을 만들었습니다.");
    }

    @Test
    void a_column_of_numbers_has_its_heading_above_them() {
        long user = SHOP.user(50_000);
        json(SHOP.pay(SHOP.order(user, SHOP.product("사과", 1000, 10), 1), user), 200);
        Office office = enter("orders");
        for (String place : List.of("orders", "products", "users", "deliveries", "users/1", "products/1", "orders/1")) {
            office.go(place);
            assertThat((List<?>) office.page().evaluate("""
                    () => [...document.querySelectorAll('.office-main table')].flatMap((table) => {
                      const heads = [...table.querySelectorAll('thead th')];
                      const cells = [...table.querySelectorAll('tbody tr:first-child > *')];
                      return heads.filter((head, index) => cells[index].classList.contains('number')
                        && getComputedStyle(head).textAlign !== getComputedStyle(cells[index]).textAlign)
                        .map((head) => head.innerText);
                    })""")).as(place).isEmpty();
        }
    }

    @Test
    void money_is_never_cut_on_a_small_phone() {
        long user = SHOP.user(9_999_000);
        long product = SHOP.product("전주 콩나물 오백그램 여섯 봉지 묶음", 1_199_900, 10);
        long issued = SHOP.issue(SHOP.coupon(500_000, 5), user);
        long order = json(
                        SHOP.api(Map.of(
                                        "userId",
                                        user,
                                        "items",
                                        List.of(Map.of("productId", product, "quantity", 8)),
                                        "issuedCouponId",
                                        issued))
                                .post("/orders"),
                        201)
                .path("id")
                .longValue();
        json(SHOP.pay(order, user), 200);
        Office office = Office.enter(BROWSER, SHOP, Look.phone().english(), "books");
        for (String place :
                List.of("orders/1", "users/1", "products/1", "orders", "users", "products", "sales", "overview")) {
            office.go(place);
            assertThat((List<?>) office.page().evaluate("""
                    () => [...document.querySelectorAll('.office-main .number')].filter((one) => {
                      const right = one.getBoundingClientRect().right;
                      for (let box = one.parentElement; box; box = box.parentElement) {
                        const clips = getComputedStyle(box).overflowX !== 'visible';
                        if (clips && right > box.getBoundingClientRect().left + box.clientWidth + 1) {
                          return true;
                        }
                      }
                      return one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline';
                    }).map((one) => one.innerText)""")).as(place).isEmpty();
            office.window().assertNoSidewaysScroll();
        }
    }

    private static Locator part(Office office, String name) {
        return office.page().locator("[data-part=" + name + "]");
    }

    private static Office enter(String section) {
        return Office.enter(BROWSER, SHOP, ENGLISH, section);
    }
}
