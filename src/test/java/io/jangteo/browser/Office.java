package io.jangteo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jangteo.TestShop;
import java.util.Map;

/** The back office in a window, with what a person who keeps a shop does there. */
record Office(Window window) {

    /** Enters with the key in the address, and goes to that section. */
    static Office enter(Browser browser, TestShop shop, Look look, String section) {
        Office office = new Office(browser.open(shop, "/office#key=" + TestShop.ADMIN_KEY, look));
        assertThat(office.title()).isVisible();
        return office.go(section);
    }

    Page page() {
        return window.page();
    }

    /** Goes where that fragment leads, and waits until it has been drawn. */
    Office go(String fragment) {
        page().evaluate("fragment => { location.hash = fragment; }", fragment);
        assertThat(page().locator("[data-section=" + fragment.replaceAll("[/?].*", "") + "]"))
                .isVisible();
        assertThat(page().locator(".skeleton")).hasCount(0);
        return this;
    }

    Locator title() {
        return page().locator("#section-title");
    }

    /** The row of a list whose heading has that text. */
    Locator row(String name) {
        Locator heading = page().locator("th[scope=row]", new Page.LocatorOptions().setHasText(name));
        return page().locator("tbody tr").filter(new Locator.FilterOptions().setHas(heading));
    }

    void press(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog() {
        return page().locator("dialog[open]");
    }

    /** Fills the open dialog's fields, which go by the names that the API has for them, and sends it. */
    void send(Map<String, String> values) {
        values.forEach((name, value) -> {
            Locator field = dialog().locator("[name=" + name + "]");
            if (field.evaluate("field => field.tagName").equals("SELECT")) {
                field.selectOption(value);
            } else {
                field.fill(value);
            }
        });
        dialog().locator("form button.primary").click();
    }

    /** The dialog has closed, and this was said. */
    void assertDone(String words) {
        assertThat(dialog()).hasCount(0);
        assertSaid(words);
    }

    void assertSaid(String words) {
        assertThat(page().locator(".toast").last()).hasText(words);
    }

    /** This was said beside the field, which keeps what was entered. */
    void assertRefused(String field, String words) {
        Locator input = dialog().locator("[name=" + field + "]");
        assertThat(dialog().locator(".error")).hasText(words);
        assertThat(input).hasAttribute("aria-invalid", "true");
        String described = input.getAttribute("aria-describedby");
        assertThat(page().locator("#" + described.replaceAll(".* ", ""))).hasText(words);
    }
}
