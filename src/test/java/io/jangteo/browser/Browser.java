package io.jangteo.browser;

import io.jangteo.TestShop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Opens windows on a shop's pages. After each test every window must have been quiet: no error or warning on its
 * console, no failed request, nothing forbidden by the policy, and not a word to any other host. What a test that
 * failed had before its eyes stands in {@code target/browser}.
 */
public final class Browser implements BeforeEachCallback, AfterEachCallback {
    private static final Path PICTURES = Path.of("target", "browser");

    private final List<Window> windows = new ArrayList<>();
    private Chromium chromium;

    /** A new window, with nothing remembered from any other, on a page of the shop. */
    public Window open(TestShop shop, String path, Look look) {
        return open(shop.baseUrl(), path, look);
    }

    /** A new window on a page of the shop at that address. */
    public Window open(String baseUrl, String path, Look look) {
        Window window = Window.open(chromium.browser(), baseUrl, look);
        windows.add(window);
        window.page().navigate(baseUrl + path);
        return window;
    }

    /** Leaves the shop with all windows, before its server stops: a page whose server is gone complains. */
    public void leave() {
        windows.forEach(window -> window.page().navigate("about:blank"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!context.getTags().contains("slow")) {
            throw new AssertionError("Tests in a browser are tagged slow, so that `make check` can do without one");
        }
        // It is closed when all tests have run.
        chromium = context.getRoot()
                .getStore(Namespace.create(Browser.class))
                .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            List<String> faults =
                    windows.stream().flatMap(window -> window.faults().stream()).toList();
            if (!faults.isEmpty() || context.getExecutionException().isPresent()) {
                keepPictures(context);
            }
            if (!faults.isEmpty()) {
                throw new AssertionError(String.join("\n", faults));
            }
        } finally {
            windows.forEach(Window::close);
            windows.clear();
        }
    }

    private void keepPictures(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName() + "-"
                + context.getRequiredTestMethod().getName();
        String invocation = context.getDisplayName().startsWith("[") ? context.getDisplayName() : "";
        for (int i = 0; i < windows.size(); i++) {
            String which = windows.size() > 1 ? "-" + (i + 1) : "";
            String name = (test + invocation).replaceAll("[^\\w-]+", "-") + which;
            windows.get(i).picture(PICTURES.resolve(name + ".png"));
        }
    }
}
