package io.jangteo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A browser's window on a shop. It keeps what it asked for and whatever went wrong. */
public final class Window {
    /** What the browser itself notes of an API call that was refused: no fault of the page, which asked in order. */
    private static final Pattern REFUSED_CALL =
            Pattern.compile("Failed to load resource: the server responded with a status of 4\\d\\d .*");

    /** So ends a call whose page was left meanwhile. */
    private static final String LEFT = "net::ERR_ABORTED";

    private final BrowserContext context;
    private final Page page;
    private final String baseUrl;
    private final List<Request> requests = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Window(BrowserContext context, String baseUrl) {
        this.context = context;
        this.baseUrl = baseUrl;
        context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        context.onRequest(this::requested);
        context.onRequestFailed(this::failed);
        context.onConsoleMessage(this::said);
        context.onWebError(error -> faults.add("an error was not caught: " + error.error()));
        page = context.newPage();
    }

    static Window open(com.microsoft.playwright.Browser browser, String baseUrl, Look look) {
        NewContextOptions options = new NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.colours())
                .setLocale(look.locale())
                .setReducedMotion(ReducedMotion.REDUCE);
        return new Window(browser.newContext(options), baseUrl);
    }

    public Page page() {
        return page;
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    public Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    /** Forgives this test whatever goes wrong with these words in it. */
    public Window expecting(String words) {
        expected.add(words);
        return this;
    }

    /** What was asked for, in the order in which it was. */
    public List<String> requested() {
        return List.copyOf(requests).stream().map(Request::url).toList();
    }

    /** The bytes of all replies' bodies as they went over the wire, compressed or not. */
    public long transferredBytes() {
        return List.copyOf(requests).stream()
                .mapToLong(request -> request.sizes().responseBodySize)
                .sum();
    }

    /** Nothing on the page stands seriously in the way of people who see, hear or move differently. */
    public void assertAccessible() {
        assertThat(Barriers.of(page)).as("barriers on %s", page.url()).isEmpty();
    }

    /** Every link and button is large enough for a finger. */
    void assertLargeTargets() {
        assertThat(Barriers.targets(page)).as("targets on %s", page.url()).isEmpty();
    }

    /** The same of a part of the page. */
    public void assertAccessible(String selector) {
        assertThat(Barriers.of(page, selector))
                .as("barriers in %s on %s", selector, page.url())
                .isEmpty();
    }

    public void assertNoSidewaysScroll() {
        Object beyond = page.evaluate("() => { const width = document.documentElement.clientWidth;"
                + " return document.documentElement.scrollWidth <= width ? [] :"
                + " [...document.body.querySelectorAll('*')]"
                + ".filter((one) => one.getBoundingClientRect().right > width + 1)"
                + ".map((one) => one.tagName + '.' + one.className).slice(0, 10).concat('the page'); }");
        assertThat((List<?>) beyond)
                .as("what reaches beyond the right edge on %s", page.url())
                .isEmpty();
    }

    /** No amount of money is in two lines, such as its unit below it. */
    public void assertWholeAmounts() {
        Object broken = page.evaluate("""
                () => {
                  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  const found = [];
                  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    for (const match of node.data.matchAll(/\\d[\\d,]*(원|\\s?won)/g)) {
                      const range = document.createRange();
                      range.setStart(node, match.index);
                      range.setEnd(node, match.index + match[0].length);
                      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
                      if (lines.size > 1) found.push(match[0] + ' in ' + node.parentElement.outerHTML.slice(0, 200));
                    }
                  }
                  return found;
                }""");
        assertThat((List<?>) broken)
                .as("amounts in two lines on %s", page.url())
                .isEmpty();
    }

    /** How much of what could be seen has moved by itself so far: the browser's cumulative layout shift. */
    double jumped() {
        Object sum = page.evaluate("() => new Promise((resolve) => { let sum = 0;"
                + " new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; }))"
                + ".observe({ type: 'layout-shift', buffered: true });"
                + " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum)))); })");
        return ((Number) sum).doubleValue();
    }

    /** The whole page as it is now. */
    public void picture(Path file) {
        if (!page.isClosed()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        }
    }

    /** What went wrong so far, but for what was expected. */
    List<String> faults() {
        hearOut();
        return faults.stream()
                .filter(fault -> expected.stream().noneMatch(fault::contains))
                .map(fault -> page.url() + ": " + fault)
                .toList();
    }

    void close() {
        context.close();
    }

    /** Events come in while a call is answered, in order: after one more call all that happened has been told. */
    private void hearOut() {
        if (!page.isClosed()) {
            try {
                page.evaluate("1");
            } catch (PlaywrightException unusable) {
                faults.add("the page cannot be asked any more: " + unusable.getMessage());
            }
        }
    }

    private void requested(Request request) {
        requests.add(request);
        String url = request.url();
        if (!url.startsWith(baseUrl + "/") && !url.startsWith("data:") && !url.startsWith("blob:")) {
            faults.add("it asked another host: " + url);
        }
    }

    private void failed(Request request) {
        boolean left = LEFT.equals(request.failure()) && request.url().startsWith(baseUrl + "/api/");
        if (!left) {
            faults.add("a request failed: " + request.url() + " "
                    + Optional.ofNullable(request.failure()).orElse(""));
        }
    }

    /** Also told on the console: what the content security policy forbade. */
    private void said(ConsoleMessage message) {
        boolean wrong = message.type().equals("error") || message.type().equals("warning");
        boolean refused = message.location().startsWith(baseUrl + "/api/")
                && REFUSED_CALL.matcher(message.text()).matches();
        if (wrong && !refused) {
            faults.add("on the console: " + message.text() + " (" + message.location() + ")");
        }
    }
}
