package io.jangteo.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.jangteo.Jangteo;
import io.jangteo.browser.Chromium;
import io.jangteo.config.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a person waits for who opens a page of the demo shop for the first time: until something is painted, and until
 * what they came for stands there. Every page by turns, each time in a window that remembers nothing, beside a plain
 * line of text from the same server.
 */
public final class PageBench {
    private static final int ROUNDS = 15;
    private static final String PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

    private PageBench() {}

    /** @param shown what the person came for */
    private record Subject(String path, String shown) {}

    /** Milliseconds since the address was entered, and the bytes of the replies' bodies as they were sent. */
    private record View(double painted, double shown, long bytes) {}

    public static void main(String[] arguments) {
        Config config = Config.builder()
                .inMemory(true)
                .testMode(true)
                .port(0)
                .demo(true)
                .build();
        try (Jangteo shop = Jangteo.start(config);
                Chromium chromium = Chromium.start()) {
            Subject plain = new Subject("/health/live", "pre");
            List<Subject> subjects = List.of(
                    plain,
                    new Subject("/", "#products .product:not(.waiting)"),
                    new Subject("/rush", "#coupons"),
                    new Subject("/office#key=" + shop.adminKey(), "#section-title"),
                    new Subject("/docs", ".operation"));
            Map<Subject, List<View>> views = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Subject subject : subjects) {
                    views.computeIfAbsent(subject, key -> new ArrayList<>())
                            .add(view(chromium, shop.baseUrl(), subject));
                }
            }
            views.values().forEach(each -> each.remove(0));
            views.forEach((subject, each) -> print(subject, each, views.get(plain)));
        }
    }

    private static View view(Chromium chromium, String baseUrl, Subject subject) {
        try (BrowserContext context = chromium.browser().newContext()) {
            List<Request> requests = new ArrayList<>();
            context.onRequestFinished(requests::add);
            Page page = context.newPage();
            page.navigate(baseUrl + subject.path());
            page.waitForSelector(subject.shown());
            double shown = number(page.evaluate("() => performance.now()"));
            double painted = number(page.waitForFunction(PAINTED).jsonValue());
            long bytes = List.copyOf(requests).stream()
                    .mapToLong(request -> request.sizes().responseBodySize)
                    .sum();
            return new View(painted, shown, bytes);
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void print(Subject subject, List<View> views, List<View> plain) {
        double shown = median(views, View::shown);
        System.out.printf(
                "%-10s painted %6.0f ms   shown %6.0f ms   shown / plain text %5.1f   %4.0f KB%n",
                subject.path().replaceAll("#.*", ""),
                median(views, View::painted),
                shown,
                shown / median(plain, View::shown),
                median(views, View::bytes) / 1e3);
    }

    private static double median(List<View> views, ToDoubleFunction<View> figure) {
        return TimedTests.median(views.stream().mapToDouble(figure).toArray());
    }
}
