package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the back office is refused, said beside the field that it is about. */
@Tag("slow")
class OfficeRefusalTest {
    /** Section, button, what is entered, the field that is refused, in which words. */
    private static final String REFUSED = """
        products | 새 상품            | name=,price=1,stock=1         | name   | 이름은 1자에서 100자까지 적어 주세요.
        products | 새 상품            | name=귤,price=1.5,stock=1     | price  | 가격은 0원에서 10억 원 사이의 정수로 적어 주세요.
        products | 새 상품            | name=귤,price=1,stock=-1      | stock  | 재고는 0개에서 10억 개 사이의 정수로 적어 주세요.
        products | 사과 수정          | name=사과,price=-1            | price  | 가격은 0원에서 10억 원 사이의 정수로 적어 주세요.
        products | 사과 재고 조정     | delta=-11,reason=x            | delta  | 재고가 부족합니다: 사과 (남은 수량 10개)
        products | 사과 재고 조정     | delta=0,reason=x              | delta  | 0이 아닌 정수로 적어 주세요. 10억 개까지 됩니다.
        products | 사과 재고 조정     | delta=1,reason=               | reason | 사유는 1자에서 100자까지 적어 주세요.
        users    | 새 사용자          | name=                         | name   | 이름은 1자에서 100자까지 적어 주세요.
        users    | 김하나 포인트 조정 | amount=-5001,reason=x         | amount | 포인트가 부족합니다: 필요한 포인트 5,001, 보유 포인트 5,000
        users    | 김하나 포인트 조정 | amount=1000000,reason=x       | amount | 잔액은 1,000,000원을 넘을 수 없습니다.
        users    | 김하나 포인트 조정 | amount=많이,reason=x          | amount | 0이 아닌 정수로 적어 주세요.
        coupons  | 새 쿠폰            | name=쿠폰,amount=0,quantity=1 | amount | 할인 금액은 1원에서 10억 원 사이의 정수로 적어 주세요.
        coupons  | 새 쿠폰            | name=쿠폰,amount=1,quantity=0 | quantity | 수량은 1장에서 10억 장 사이의 정수로 적어 주세요.
        coupons  | 새 쿠폰            | name=쿠폰,amount=1,quantity=1,validDays=0 | validDays | 1일에서 3,650일 사이의 정수로 적어 주세요.
        coupons  | 새 쿠폰            | name=쿠폰,amount=1,quantity=1,issueFrom=2027-01-02T10:00,issueUntil=2027-01-02T09:00 | issueUntil | 발급 끝은 발급 시작보다 뒤여야 합니다.
        """;

    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @RegisterExtension
    static final TestShop TOKEN_SHOP = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void what_cannot_be_shown_is_said_in_the_new_language_at_once() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "orders");
        office.page().clock().install();
        office.page().reload();
        office.go("orders/999");
        assertThat(office.page().locator(".office-main .error")).hasText("존재하지 않는 주문입니다");
        office.page().clock().pauseAt(Date.from(SHOP.now().plus(Duration.ofMinutes(1)))); // It looks no more by itself.
        office.press("English");
        assertThat(office.page().locator(".office-main .error")).hasText("There is no such order");
    }

    @Test
    void what_was_refused_is_said_in_the_new_language_too() {
        SHOP.product("사과", 1000, 10);
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "products");
        office.press("사과 재고 조정");
        office.send(Map.of("delta", "-11", "reason", "x"));
        office.assertRefused("delta", "재고가 부족합니다: 사과 (남은 수량 10개)");
        office.page().evaluate("() => document.querySelector('.frame-tools button').click()");
        office.assertRefused("delta", "There is not enough of 사과 in stock: 10 left");
        assertThat(SHOP.stockOf(1)).isEqualTo(10);
    }

    @Test
    void a_refusal_stands_beside_its_field_and_nothing_is_lost() {
        SHOP.product("사과", 1000, 10);
        SHOP.user("김하나", 5000);
        Office office = Office.enter(BROWSER, SHOP, Look.phone(), "products");
        Set<String> dialogs = new HashSet<>();
        REFUSED.lines().map(line -> line.split("\\s*\\|\\s*")).forEach(row -> {
            office.go(row[0]);
            office.press(row[1]);
            office.send(Arrays.stream(row[2].split(","))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
            office.assertRefused(row[3], row[4]);
            office.window().assertNoSidewaysScroll();
            if (dialogs.add(row[1])) {
                office.window().assertAccessible();
            }
            office.page().keyboard().press("Escape");
        });
        assertThat(SHOP.stockOf(1)).isEqualTo(10);
        assertThat(SHOP.pointsOf(1)).isEqualTo(5000);
    }

    @Test
    void a_percentage_is_asked_for_only_where_it_counts() {
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "coupons");
        office.press("새 쿠폰");
        assertThat(office.dialog().locator("[name=percent]")).hasCount(0);
        assertThat(office.dialog()).not().containsText("더할 때는");
        office.dialog().locator("[name=type]").selectOption("PERCENT");
        assertThat(office.dialog().locator("[name=amount]")).hasCount(0);
        office.send(Map.of("name", "쿠폰", "percent", "101", "maxAmount", "", "quantity", "1"));
        office.assertRefused("percent", "할인율은 1에서 100 사이의 정수로 적어 주세요.");
        office.send(Map.of("percent", "10", "maxAmount", "조금"));
        office.assertRefused("maxAmount", "1원에서 10억 원 사이의 정수로 적거나 비워 두세요.");
        office.send(Map.of("maxAmount", ""));
        office.assertDone("1번 쿠폰 ‘쿠폰’을 만들었습니다.");
        assertThat(office.row("쿠폰")).containsText("10% 할인");
    }

    @Test
    void a_snapshot_without_a_right_name_and_one_that_is_not_there_are_refused() throws Exception {
        Office office = Office.enter(BROWSER, SHOP, Look.desk(), "clock");
        office.page().locator("#snapshot-name").fill("a b");
        office.press("찍어 두기");
        assertThat(office.page().locator("#snapshot-name-error")).hasText("이름은 영문, 숫자, -, _로 1자에서 64자까지 적어 주세요.");
        office.page().locator("#snapshot-name").fill("gone");
        office.press("찍어 두기");
        Locator kept = office.page().locator("[data-part=snapshots] li button");
        assertThat(kept).hasCount(1);
        Files.delete(SHOP.directory().resolve("snapshots").resolve("gone.db"));
        kept.click();
        office.dialog().locator("button.danger").click();
        assertThat(office.dialog().locator(".error")).hasText("찾으시는 대상이 없습니다");
        office.page().keyboard().press("Escape");
        office.page().locator("#advance-count").fill("-1");
        office.press("앞으로 돌리기");
        assertThat(office.page().locator("#advance-count-error")).hasText("0일에서 3,660일 사이의 정수로 적어 주세요.");
    }

    @Test
    void a_token_is_made_where_the_shop_wants_tokens_and_lets_its_user_in() {
        long user = TOKEN_SHOP.user("김하나", 5000);
        Office office = Office.enter(BROWSER, TOKEN_SHOP, Look.desk().english(), "users");
        office.press("Make a token for 김하나");
        office.send(Map.of("lifetime", "31", "unit", "days"));
        office.assertRefused("lifetime", "Enter a whole number of up to 30 days.");
        office.send(Map.of("lifetime", "1", "unit", "hours"));
        String link = office.dialog().locator("#token-link").inputValue();
        assertThat(link).startsWith(TOKEN_SHOP.baseUrl() + "/#user=" + user + "&token=");
        String token = link.replaceAll(".*token=", "");
        TOKEN_SHOP
                .api()
                .header("Authorization", "Bearer " + token)
                .get("/users/{id}", user)
                .require(200);
        office.window().assertAccessible();
    }
}
