package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking lists away, reading the audit, and keeping the keys, in the back office. */
@Tag("slow")
class OfficeTakeTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    static List<Look> looks() {
        return List.of(Look.desk().dark().english(), Look.phone());
    }

    @Test
    void each_list_is_downloaded_whole() throws IOException {
        for (int i = 1; i <= 60; i++) {
            SHOP.user("손님 " + i, 0);
        }
        long product = SHOP.product("사과", 1_000, 10);
        long user = SHOP.user(50_000);
        long coupon = SHOP.coupon(500, 5);
        SHOP.issue(coupon, user);
        SHOP.order(user, product, 2);
        Office office = Office.enter(BROWSER, SHOP, Look.desk().english(), "users");
        assertThat(office.page().locator("tbody tr")).hasCount(50);
        assertThat(downloaded(office, "Download CSV", "users.csv")).hasSize(62).contains("60,손님 60,0,");
        assertThat(downloaded(office.go("products"), "Download CSV", "products.csv"))
                .hasSize(2);
        assertThat(downloaded(office.go("coupons/" + coupon), "Download CSV", "winners.csv"))
                .hasSize(2);
        assertThat(downloaded(office.go("orders"), "Download CSV", "orders.csv"))
                .hasSize(2);
        assertThat(downloaded(office.go("orders?status=PAID"), "Download CSV", "orders.csv"))
                .hasSize(1);
        assertThat(downloaded(office.go("orders"), "Download CSV by line", "order-lines.csv")
                        .get(0))
                .contains("items.name");
        assertThat(downloaded(office.go("sales"), "Download CSV", "sales.csv")).hasSize(8);
        assertThat(downloaded(office.go("sales"), "Download CSV by product", "sale-lines.csv")
                        .get(0))
                .contains("products.name");
        assertThat(downloaded(office.go("audit?operation=createProduct"), "Download CSV", "audit.csv"))
                .hasSize(2);
    }

    @Test
    void a_list_that_cannot_be_had_says_so_beside_its_button() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk().english(), "users");
        json(
                SHOP.admin(Map.of("operation", "listUsers", "kind", "REFUSE", "times", 1))
                        .post("/admin/faults"),
                200);
        office.window().expecting("503");
        office.press("Download CSV");
        assertThat(office.page().locator(".office-main .error").first()).isVisible();
    }

    @Test
    void a_long_audit_comes_in_pages() {
        for (int i = 1; i <= 60; i++) {
            SHOP.user("손님 " + i, 0);
        }
        Office office = Office.enter(BROWSER, SHOP, Look.desk().english(), "audit?operation=createUser");
        assertThat(office.page().locator("tbody tr")).hasCount(50);
        office.press("Show more");
        assertThat(office.page().locator("tbody tr")).hasCount(60);
        assertThat(office.page().locator("tbody tr").last()).containsText("users/1");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void the_audit_tells_who_changed_what_and_why(Look look) {
        long product = SHOP.product("사과", 1_000, 10);
        json(SHOP.admin(Map.of("delta", -3, "reason", "파손")).post("/admin/products/{id}/stock", product), 200);
        Office office = Office.enter(BROWSER, SHOP, look, "audit");
        String words = look.isEnglish() ? "Adjust a stock" : "재고 조정";
        assertThat(office.row(words)).containsText("파손");
        assertThat(office.row(words)).containsText("products/" + product);
        assertThat(office.row(words)).containsText(look.isEnglish() ? "Owner" : "소유자");
        office.page().locator("#audit-operation").selectOption("createProduct");
        office.press(look.isEnglish() ? "Show" : "보기");
        assertThat(office.page().locator("tbody tr")).hasCount(1);
        assertThat(office.page()).hasURL(java.util.regex.Pattern.compile(".*operation=createProduct.*"));
        office.window().assertAccessible();
        office.window().assertNoSidewaysScroll();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void a_key_is_made_shown_once_and_revoked(Look look) {
        boolean english = look.isEnglish();
        Office office = Office.enter(BROWSER, SHOP, look, "keys");
        assertThat(office.page().locator(".empty")).isVisible();
        office.press(english ? "New key" : "새 키");
        office.send(Map.of("name", "한글"));
        office.assertRefused(
                "name",
                english
                        ? "A name must have 1 to 64 letters, digits, . _ or -."
                        : "이름은 영문, 숫자, . _ -로 1자에서 64자까지 적어 주세요.");
        office.send(Map.of("name", "crm"));
        assertThat(office.page().locator("#made-key")).isVisible();
        office.window().assertAccessible();
        office.window().assertNoSidewaysScroll();
        String key = office.page().locator("#made-key").inputValue();
        assertThat(with(key).status()).isEqualTo(200);
        office.press(english ? "Close" : "닫기");
        assertThat(office.row("crm")).isVisible();
        assertThat(office.page().content()).doesNotContain(key);
        office.press(english ? "New key" : "새 키");
        office.send(Map.of("name", "crm"));
        assertThat(office.dialog().locator(".error")).isVisible();
        office.press(english ? "Close" : "닫기");
        office.press(english ? "Revoke the key crm" : "crm 키 폐기");
        office.dialog().locator("button.danger").click();
        office.assertDone(english ? "Revoked the key crm." : "crm 키를 폐기했습니다.");
        assertThat(office.row("crm")).containsText(english ? "Revoked" : "폐기");
        assertThat(with(key).status()).isEqualTo(401);
        office.window().assertAccessible();
        office.window().assertNoSidewaysScroll();
    }

    private static Response with(String key) {
        return SHOP.api().bearer(key).get("/admin/users");
    }

    private static List<String> downloaded(Office office, String button, String name) throws IOException {
        Download download = office.page().waitForDownload(() -> office.press(button));
        assertThat(download.suggestedFilename()).isEqualTo(name);
        String text = Files.readString(download.path());
        assertThat(text).startsWith("\uFEFF");
        office.assertSaid("Downloaded " + name + ".");
        return text.substring(1).lines().toList();
    }
}
