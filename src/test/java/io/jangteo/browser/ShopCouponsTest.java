package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The coupons on the shop page: which of many are shown, and when they open and close. */
@Tag("slow")
class ShopCouponsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void of_many_the_first_few_are_shown_and_the_rest_when_asked() {
        for (int i = 1; i <= 9; i++) {
            offer("쿠폰 " + i, Duration.ZERO, HOUR);
        }
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        Locator offers = page.find(".offer");
        assertThat(offers).hasCount(6);
        page.in("#coupons", "더 보기").click();
        assertThat(offers).hasCount(9);
        assertThat(offers.nth(6)).isFocused();
        assertThat(page.in("#coupons", "더 보기")).hasCount(0);
        page.window().assertNoSidewaysScroll();
    }

    @Test
    void what_can_be_taken_comes_first_and_stays_where_it_was_seen() {
        SHOP.issue(SHOP.coupon(1_000, 1), SHOP.user(0));
        offer("내일", Duration.ofDays(1), Duration.ofDays(2));
        offer("지금", Duration.ZERO, HOUR);
        offer("또 지금", Duration.ZERO, HOUR);
        ShopPage page = ShopPage.openAs(BROWSER, SHOP, SHOP.user(0));
        String[] order = {"지금", "또 지금", "내일", "쿠폰"};
        assertThat(page.find(".offer-name")).hasText(order);
        page.take("또 지금");
        page.says("#coupons .offer-take .good", "1번째로 받음");
        SHOP.advance(Duration.ofHours(25));
        assertThat(page.in("#coupons", "내일 받기")).isVisible();
        assertThat(page.find(".offer-name")).hasText(order);
    }

    @Test
    void a_coupon_opens_and_closes_before_the_readers_eyes() {
        offer("곧", HOUR, HOUR.multipliedBy(3));
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.desk());
        page.window().page().clock().install();
        page.window().page().reload();
        page.says(".offer-take", "아직 열리지 않음");
        page.hearNoMore();
        page.window().page().clock().fastForward(HOUR.multipliedBy(2).toMillis());
        assertThat(page.in("#coupons", "곧 받기")).isVisible();
        page.window().page().clock().fastForward(HOUR.multipliedBy(2).toMillis());
        page.says(".offer-take", "마감");
    }

    @Test
    void a_huge_quantity_stays_within_its_card() {
        SHOP.coupon(1_000_000_000, 1_000_000_000);
        ShopPage page = ShopPage.open(BROWSER, SHOP, Look.phone());
        page.says(".offer", "1,000,000,000장 중 1,000,000,000장 남음");
        assertThat(page.find(".offer"))
                .hasJSProperty("scrollWidth", page.find(".offer").evaluate("one => one.clientWidth"));
        assertThat(page.find(".offer meter")).isVisible();
    }

    private static void offer(String name, Duration opensIn, Duration closesIn) {
        SHOP.offer(name, SHOP.now().plus(opensIn), SHOP.now().plus(closesIn));
    }
}
