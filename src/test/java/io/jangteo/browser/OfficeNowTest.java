package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import io.jangteo.config.Charges;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the back office says of a shop whose data platform is down, whose clock stands still, and that charges itself. */
@Tag("slow")
class OfficeNowTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings ->
            settings.dataPlatform(URI.create("http://127.0.0.1:9/orders")).charges(Charges.ADMIN));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void deliveries_that_fail_and_wait_are_amber_and_one_press_away() {
        long order = paidOrder();
        Office office = enter("overview");
        Locator tile = office.page().locator("[data-tile=dead]");
        assertThat(tile).containsText("Deliveries held up");
        assertThat(tile.locator(".big")).hasText("1");
        assertThat(tile).hasClass(Pattern.compile("\\bwarn\\b"));
        office.window().assertAccessible();
        tile.locator("a").click();
        assertThat(office.page()).hasURL(SHOP.baseUrl() + "/office#deliveries?status=PENDING");
        assertThat(office.row("Order " + order)).isVisible();
    }

    @Test
    void how_far_the_deliveries_are_behind_is_said_in_the_largest_units() {
        Office office = enter("server");
        paidOrder();
        SHOP.advance(Duration.ofHours(27));
        assertThat(office.page().locator("[data-tile=outbox]"))
                .containsText(Pattern.compile("1 d 3 h behind"));
    }

    private static long paidOrder() {
        long user = SHOP.user(50_000);
        long order = SHOP.order(user, SHOP.product("사과", 1000, 10), 1);
        json(SHOP.pay(order, user), 200);
        return order;
    }

    private static Office enter(String section) {
        return Office.enter(BROWSER, SHOP, Look.desk().english(), section);
    }
}
