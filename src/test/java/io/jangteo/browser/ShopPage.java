package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import io.jangteo.TestShop;

/** The shop page in Korean, as a person uses it. */
final class ShopPage {
    private final TestShop shop;
    private final Window window;

    private ShopPage(TestShop shop, Window window) {
        this.shop = shop;
        this.window = window;
    }

    static ShopPage open(Browser browser, TestShop shop, Look look) {
        return new ShopPage(shop, browser.open(shop, "/", look));
    }

    /** Opened by that user, who was chosen by number. */
    static ShopPage openAs(Browser browser, TestShop shop, long userId) {
        ShopPage page = open(browser, shop, Look.desk());
        page.choose(userId);
        return page;
    }

    Window window() {
        return window;
    }

    /** Opens the dialog, enters the number there and waits until the dialog is gone. */
    void choose(long userId) {
        openDialog();
        enter(String.valueOf(userId));
        assertThat(find("#who-dialog")).isHidden();
    }

    void openDialog() {
        in("#me", "사용자 고르기").click();
        assertThat(find("#who-dialog")).isVisible();
    }

    void enter(String number) {
        find("#who-number").fill(number);
        in("#who-dialog", "들어가기").click();
    }

    void charge(String amount) {
        find("#charge-amount").fill(amount);
        inExactly("#me", "충전").click();
    }

    void add(String product) {
        in("#products", product + " 담기").click();
    }

    void take(String coupon) {
        in("#coupons", coupon + " 받기").click();
    }

    /** Orders what is in the cart and waits for the order. */
    Locator order() {
        in("#cart", "주문하기").click();
        Locator order = find("#orders .order").first();
        assertThat(order).isFocused();
        return order;
    }

    Locator find(String selector) {
        return window.page().locator(selector);
    }

    /** A button in that part of the page. */
    Locator in(String part, String button) {
        return in(find(part), button);
    }

    Locator in(Locator part, String button) {
        return part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    void says(String part, String text) {
        assertThat(find(part)).containsText(text);
    }

    /** A refusal in words in that part of the page, told to screen readers too. */
    void refuses(String part, String text) {
        assertThat(find(part + " [role=alert]")).containsText(text);
    }

    /** From here on the page hears of no change but those it makes itself: others are faster than it. */
    void hearNothing() {
        String asItIs = shop.api().get("/shop").text();
        Page page = window.page();
        page.route(
                "**/api/v1/shop",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody(asItIs)));
        // The second look begins when all that came of the first is drawn.
        for (int i = 0; i < 2; i++) {
            page.waitForResponse("**/api/v1/shop", () -> {});
        }
    }

    /** From here on whatever the page asks of how the shop is gets no answer. */
    void hearNoMore() {
        Page page = window.page();
        page.route("**/api/v1/shop", route -> {});
        page.waitForRequest("**/api/v1/shop", () -> {});
    }

    private Locator inExactly(String part, String button) {
        return find(part)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }
}
