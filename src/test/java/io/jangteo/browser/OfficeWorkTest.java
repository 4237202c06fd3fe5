package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.jangteo.TestShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person who keeps a shop does in the back office, and what the API says of it afterwards. */
@Tag("slow")
class OfficeWorkTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Look ENGLISH = Look.desk().english();

    @Test
    void a_product_is_created_changed_and_restocked() {
        Office office = enter("products");
        office.press("New product");
        office.send(Map.of("name", "제주 한라봉 3kg", "price", "24,000", "stock", "20"));
        office.assertDone("Product 1, “제주 한라봉 3kg”, was created.");
        assertThat(office.row("제주 한라봉 3kg")).containsText("24,000 won");
        office.press("Edit 제주 한라봉 3kg");
        office.send(Map.of("name", "한라봉", "price", "19000"));
        office.assertDone("Saved: “한라봉”, 19,000 won.");
        office.press("Adjust the stock of 한라봉");
        assertThat(office.dialog()).containsText("20 in stock now.");
        office.send(Map.of("delta", "-3", "reason", "상함"));
        office.assertDone("“한라봉” now has 17 in stock.");
        assertThat(office.row("한라봉")).containsText("17");
        assertThat(json(SHOP.api().get("/products"), 200).path("products").toString())
                .isEqualTo("[{\"id\":1,\"name\":\"한라봉\",\"price\":19000,\"stock\":17}]");
    }

    @Test
    void a_sale_ends_and_begins_again() {
        SHOP.product("사과", 1_000, 10);
        Office office = enter("products");
        office.press("End the sale of 사과");
        office.dialog().locator("button.danger").click();
        office.assertDone("“사과” is no longer on sale.");
        assertThat(office.row("사과")).containsText("Not on sale");
        assertThat(SHOP.api().get("/products/1").status()).isEqualTo(404);
        office.window().assertAccessible();
        office.press("Sell 사과 again");
        office.dialog().locator("button.danger").click();
        office.assertDone("“사과” is on sale again.");
        assertThat(office.row("사과")).not().containsText("Not on sale");
        assertThat(SHOP.api().get("/products/1").status()).isEqualTo(200);
    }

    @Test
    void an_offer_is_changed_and_closed_and_a_coupon_taken_back() {
        long coupon = SHOP.coupon(1_000, 5);
        SHOP.issue(coupon, SHOP.user(0));
        SHOP.issue(coupon, SHOP.user("이두리", 0));
        Office office = enter("coupons");
        office.press("Change 쿠폰");
        office.send(Map.of("quantity", "1"));
        office.assertRefused("quantity", "The quantity cannot be below what is issued already: 2");
        office.send(Map.of("quantity", "3", "issueUntil", "2126-01-01T09:00"));
        office.assertDone("Saved the coupon “쿠폰”.");
        assertThat(office.row("쿠폰")).containsText("2 / 3");
        office.press("Change 쿠폰");
        assertThat(office.dialog().locator("[name=issueUntil]")).hasValue("2126-01-01T09:00");
        office.send(Map.of());
        office.assertDone("Saved the coupon “쿠폰”.");
        assertThat(json(SHOP.api().get("/coupons/1"), 200).path("issueUntil").textValue())
                .isEqualTo("2126-01-01T09:00:00.000+09:00");
        office.press("Close 쿠폰");
        office.dialog().locator("button.danger").click();
        office.assertDone("Closed the coupon “쿠폰”.");
        assertThat(office.button("Close 쿠폰")).hasCount(0);
        office.go("coupons/1");
        office.press("Take back coupon no. 2");
        office.send(Map.of("reason", "잘못 나감"));
        office.assertDone("Took back coupon no. 2.");
        assertThat(office.row("이두리 (no. 2)")).containsText("taken back");
        assertThat(office.button("Take back coupon no. 1")).isVisible();
        office.window().assertAccessible();
    }

    @Test
    void an_order_is_refunded_for_a_reason_that_is_shown() {
        long user = SHOP.user(5_000);
        long order = SHOP.order(user, SHOP.product("사과", 1_000, 10), 2);
        SHOP.pay(order, user);
        Office office = enter("orders/" + order);
        office.press("Refund");
        office.send(Map.of("reason", ""));
        office.assertRefused("reason", "A reason must have 1 to 100 characters.");
        office.send(Map.of("reason", "상한 사과"));
        office.assertDone("Refunded order 1.");
        assertThat(office.page().locator("[data-kind=REFUNDED]")).containsText("Reason: 상한 사과");
        assertThat(office.button("Refund")).hasCount(0);
        assertThat(SHOP.pointsOf(user)).isEqualTo(5_000);
    }

    @Test
    void many_coupons_come_in_pages() {
        for (int i = 0; i < 51; i++) {
            SHOP.coupon(1_000, 1);
        }
        Office office = enter("coupons");
        assertThat(office.page().locator("tbody tr")).hasCount(50);
        office.press("Show more");
        assertThat(office.page().locator("tbody tr")).hasCount(51);
    }

    @Test
    void a_coupon_is_created_with_a_window_in_the_shops_zone() {
        Office office = enter("coupons");
        office.press("New coupon");
        office.send(Map.of("name", "정액", "amount", "3000", "quantity", "5"));
        office.assertDone("Coupon 1, “정액”, was created.");
        office.press("New coupon");
        office.dialog().locator("[name=type]").selectOption("PERCENT");
        office.send(Map.of(
                "name",
                "반값",
                "percent",
                "50",
                "maxAmount",
                "15000",
                "minOrderAmount",
                "10000",
                "quantity",
                "20",
                "validDays",
                "7",
                "issueFrom",
                "2027-01-02T10:00",
                "issueUntil",
                "2027-01-03T22:30"));
        office.assertDone("Coupon 2, “반값”, was created.");
        assertThat(office.row("반값")).containsText("50% off, at most 15,000 won");
        assertThat(office.row("반값")).containsText("Opens soon");
        SHOP.issue(1, SHOP.user(0));
        assertThat(office.row("정액")).containsText("1 / 5");
        JsonNode made = json(SHOP.api().get("/coupons/2"), 200);
        assertThat(made.path("issueFrom").textValue()).isEqualTo("2027-01-02T10:00:00.000+09:00");
        assertThat(made.path("issueUntil").textValue()).isEqualTo("2027-01-03T22:30:00.000+09:00");
        assertThat(made.path("minOrderAmount").longValue()).isEqualTo(10_000);
        assertThat(made.path("validDays").longValue()).isEqualTo(7);
    }

    @Test
    void a_user_is_created_and_the_points_are_corrected() {
        Office office = enter("users");
        office.press("New user");
        office.send(Map.of("name", "김하나"));
        office.assertDone("User 1, “김하나”, was created.");
        assertThat(office.button("Make a token for 김하나")).hasCount(0);
        office.press("Adjust the points of 김하나");
        office.send(Map.of("amount", "5000", "reason", "선물"));
        office.assertDone("“김하나” now has 5,000 won.");
        office.press("Adjust the points of 김하나");
        office.send(Map.of("amount", "-2000", "reason", "실수"));
        office.assertDone("“김하나” now has 3,000 won.");
        assertThat(SHOP.pointsOf(1)).isEqualTo(3000);
    }

    @Test
    void what_another_window_changes_shows_and_what_is_being_typed_stays() {
        long product = SHOP.product("사과", 1000, 10);
        Office office = enter("products");
        office.press("Adjust the stock of 사과");
        office.dialog().locator("[name=delta]").fill("7");
        json(SHOP.admin(Map.of("delta", 5, "reason", "들어옴")).post("/admin/products/{id}/stock", product), 200);
        assertThat(office.dialog()).containsText("15 in stock now.");
        assertThat(office.dialog().locator("[name=delta]")).hasValue("7");
        assertThat(office.row("사과")).containsText("15");
    }

    @Test
    void long_lists_come_in_parts() {
        for (int i = 1; i <= 51; i++) {
            SHOP.user("손님" + i, 0);
        }
        Office office = enter("users");
        assertThat(office.page().locator("tbody tr")).hasCount(50);
        office.press("Show more");
        assertThat(office.page().locator("tbody tr")).hasCount(51);
        assertThat(office.button("Show more")).hasCount(0);
        SHOP.user("새 손님", 0);
        assertThat(office.page().locator("tbody tr")).hasCount(52);
    }

    @Test
    void the_books_are_proved_and_what_is_wrong_is_named() {
        long user = SHOP.user(5000);
        Office office = enter("books");
        Locator verdict = office.page().locator("[data-part=verdict]");
        assertThat(verdict).containsText("The books balance");
        Locator check = office.page().locator("[data-check=balance-is-the-sum-of-its-entries]");
        assertThat(check).containsText("A balance is the sum of its entries");
        assertThat(check).containsText("1 checked");
        List<String> names = json(SHOP.admin().get("/admin/books"), 200).findValuesAsText("name");
        assertThat(office.page().locator("[data-check]")).hasCount(names.size());
        assertThat(office.page().locator(".checks").innerText())
                .as("checks without words")
                .doesNotContain(names);
        setPoints(user, 5001);
        try {
            office.press("Check again");
            assertThat(verdict).containsText("The books do not balance");
            assertThat(check.locator(".violations")).containsText("user " + user);
            assertThat(office.page().locator("[data-check]").first()).containsText("wrong");
            office.window().assertAccessible();
            office.go("overview");
            assertThat(office.page().locator("[data-tile=books]")).containsText("Not balanced");
        } finally {
            setPoints(user, 5000);
        }
    }

    @Test
    void the_books_of_a_large_shop_show_how_far_they_are_until_they_are_made() {
        Office office = enter("overview");
        AtomicInteger done = new AtomicInteger(1);
        office.page().route("**/api/v1/admin/books", route -> {
            if (done.get() == 32) {
                route.resume();
                return;
            }
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(202)
                    .setContentType("application/json")
                    .setHeaders(Map.of("Retry-After", "1"))
                    .setBody("{\"done\":%d,\"of\":32}".formatted(done.get())));
        });
        // Not by going there as elsewhere: that waits until the verdict is shown.
        office.page().evaluate("location.hash = 'books'");
        Locator progress = office.page().locator("[data-part=progress]");
        assertThat(progress).hasText("1 of 32 checks are done.");
        assertThat(office.page().locator("button.primary")).isDisabled();
        done.set(2);
        assertThat(progress).hasText("2 of 32 checks are done.");
        done.set(32);
        assertThat(office.page().locator("[data-part=verdict]")).containsText("The books balance");
        assertThat(progress).hasCount(0);
        assertThat(office.button("Check again")).isEnabled();
    }

    @Test
    void a_backup_is_a_file_that_is_there() {
        Office office = enter("backup");
        office.press("Take a backup");
        Locator made = office.page().locator("[data-part=made]");
        assertThat(made).isVisible();
        Path file = SHOP.directory()
                .resolve("backups")
                .resolve(made.locator("code").first().innerText());
        assertThat(file).isRegularFile();
        assertThat(made).containsText(Pattern.compile("[0-9.]+ [kM]B"));
        assertThat(made.locator("code").last()).hasText(Pattern.compile("[0-9a-f]{64}"));
        office.page().reload();
        Locator listed = office.page().locator("[data-part=backups] tbody tr").first();
        assertThat(listed).containsText(file.getFileName().toString());
        assertThat(listed).containsText(Pattern.compile("[0-9.]+ [kM]B"));
        Download saved =
                office.page().waitForDownload(() -> listed.locator("button").click());
        assertThat(saved.suggestedFilename()).isEqualTo(file.getFileName().toString());
        assertThat(saved.path()).hasSameBinaryContentAs(file);
    }

    @Test
    void the_clock_is_moved_on_and_an_order_expires() {
        long user = SHOP.user(5000);
        long order = SHOP.order(user, SHOP.product("사과", 1000, 10), 1);
        Office office = enter("clock");
        office.press("+10 minutes");
        assertThat(office.page().locator(".toast")).containsText("It is ");
        assertThat(statusOf(order, user)).isEqualTo("PENDING");
        office.page().locator("#advance-count").fill("21");
        office.page().locator("#advance-unit").selectOption("minutes");
        // What was said first may be gone by now.
        office.page().waitForResponse("**/admin/clock/advance", () -> office.press("Move forward"));
        assertThat(office.page().locator(".toast").last()).containsText("It is ");
        assertThat(statusOf(order, user)).isEqualTo("EXPIRED");
        office.go("orders?status=EXPIRED");
        assertThat(office.row("Order " + order)).containsText("Expired");
        office.go("orders?status=PENDING");
        assertThat(office.page().locator(".empty")).hasText("No orders match.");
    }

    @Test
    void the_shop_goes_back_to_a_snapshot_and_starts_over_only_when_told_twice() {
        long user = SHOP.user(5000);
        Office office = enter("clock");
        office.page().locator("#snapshot-name").fill("before");
        office.press("Keep");
        office.assertSaid("Kept as “before”.");
        SHOP.product("사과", 1000, 10);
        office.press("Go back to before");
        office.dialog().getByText("Cancel").click();
        assertThat(office.dialog()).hasCount(0);
        assertThat(SHOP.stockOf(1)).isEqualTo(10);
        office.press("Go back to before");
        office.dialog().locator("button.danger").click();
        assertThat(office.dialog()).hasCount(0);
        assertThat(json(SHOP.api().get("/products"), 200).path("products")).isEmpty();
        assertThat(SHOP.pointsOf(user)).isEqualTo(5000);
        office.press("Start over");
        office.dialog().locator("button.danger").click();
        office.assertDone("The shop has started over.");
        assertThat(json(SHOP.admin().get("/admin/users"), 200).path("users")).isEmpty();
    }

    @Test
    void the_sales_of_the_days_are_shown_and_counted_again() {
        long user = SHOP.user(50_000);
        long product = SHOP.product("사과", 1000, 100);
        json(SHOP.pay(SHOP.order(user, product, 3), user), 200);
        SHOP.advance(Duration.ofDays(1));
        json(SHOP.pay(SHOP.order(user, product, 2), user), 200);
        Office office = enter("sales");
        Locator days = office.page().locator("tr[data-day]");
        assertThat(days).hasCount(7);
        assertThat(days.first()).containsText("2,000 won");
        assertThat(days.nth(1)).containsText("3,000 won");
        assertThat(office.page().locator("[data-part=products] tbody tr")).containsText(new String[] {"사과2"});
        days.nth(1).locator("a").click();
        assertThat(office.page().locator("[data-part=products] tbody tr")).containsText(new String[] {"사과3"});
        assertThat(days.first().getByText("Count again")).hasCount(0);
        days.nth(1).getByText("Count again").click();
        assertThat(office.page().locator(".toast")).containsText("was counted again: 1 products, 3 units.");
        office.page().getByText("31 days").click();
        assertThat(days).hasCount(31);
        office.go("server");
        assertThat(office.page().locator("[data-tile=outbox] .big")).hasText("0");
        // What the page itself asks for does not count.
        assertThat(office.page().locator("[data-tile=answered] .big")).hasText("0 / s");
    }

    private static Office enter(String section) {
        return Office.enter(BROWSER, SHOP, ENGLISH, section);
    }

    private static String statusOf(long order, long user) {
        return json(SHOP.api().get("/orders/{id}?userId={user}", order, user), 200)
                .path("status")
                .textValue();
    }

    /** What no way through the shop does. */
    private static void setPoints(long user, long points) {
        SHOP.database()
                .write(tx -> tx.handle()
                        .createUpdate("UPDATE shop_user SET point = :points WHERE id = :user")
                        .bind("points", points)
                        .bind("user", user)
                        .execute());
    }
}
