package io.jangteo.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.jangteo.Jangteo;
import io.jangteo.browser.Chromium;
import io.jangteo.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How soon each view of the back office stands in a shop of 10,000 users, 20,000 orders and 100,000 point entries: from
 * the moment its address is entered in an open office until nothing is being waited for.
 */
public final class OfficeBench {
    private static final long USERS = 10_000;
    private static final int ROUNDS = 5;
    private static final double BAR_MILLIS = 1_000;
    private static final String ADMIN_KEY = "office-bench-admin-key";

    /** Single things, which no link of the navigation leads to. */
    private static final List<String> DETAILS = List.of("users/9000", "products/250", "orders/19999");

    private static final String ENTER = "fragment => { window.entered = performance.now(); location.hash = fragment; }";
    private static final String STANDS = "section => document.querySelector(`[data-section=\"${section}\"]`)"
            + " && !document.querySelector('.skeleton') ? performance.now() - window.entered : false";

    private OfficeBench() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        // Readable by its owner alone, and gone with the build.
        Path data = Files.createTempDirectory(Path.of("target"), "office");
        BigShop.make(data.resolve("jangteo.db"), USERS);
        Config config = Config.builder().data(data).port(0).adminKey(ADMIN_KEY).build();
        try (Jangteo shop = Jangteo.start(config);
                Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(shop.baseUrl() + "/office#key=" + ADMIN_KEY);
            page.waitForSelector("#section-title");
            Set<String> views = new LinkedHashSet<>(links(page));
            views.addAll(DETAILS);
            for (String view : views) {
                List<Double> times = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    page.evaluate(ENTER, "");
                    page.waitForFunction(STANDS, "overview");
                    page.evaluate(ENTER, view);
                    times.add(((Number) page.waitForFunction(STANDS, view.replaceAll("[/?].*", ""))
                                    .jsonValue())
                            .doubleValue());
                }
                double median = TimedTests.median(
                        times.stream().mapToDouble(each -> each).toArray());
                System.out.printf(
                        "%-16s stands in %5.0f ms (median of %d)%s%n",
                        view, median, ROUNDS, median > BAR_MILLIS ? "   MORE THAN A SECOND" : "");
            }
        }
    }

    private static List<String> links(Page page) {
        List<String> views = new ArrayList<>();
        for (Object each : (List<?>) page.evaluate("() => [...document.querySelectorAll('.office-side nav a')]"
                + ".map(link => link.hash.slice(1)).filter(view => view !== '' && view !== 'overview')")) {
            views.add((String) each);
        }
        return views;
    }
}
