package io.jangteo.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The browser of the system, without a screen; one serves all tests. It talks to no server of its maker. */
public final class Chromium implements AutoCloseable {
    /** For what a page does by itself; a loaded machine may be slow, and nobody waits longer than it takes. */
    static final double PATIENCE_MILLIS = 60_000;

    /**
     * What the driver switches off too, since the browser takes the last such list only, and the suggestions of the
     * address bar: two pages of its own for each window, at half the cost of a test.
     */
    private static final String SWITCHED_OFF =
            "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
                    + "DestroyProfileOnBrowserClose,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
                    + "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup";

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=" + SWITCHED_OFF);

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Chromium(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @param further arguments beside those that every test has */
    public static Chromium start(String... further) {
        Path executable = executable();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(Stream.concat(ARGUMENTS.stream(), Stream.of(further)).toList())
                .setTimeout(PATIENCE_MILLIS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    public com.microsoft.playwright.Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        String chosen = System.getenv("CHROMIUM");
        Stream<Path> candidates = chosen != null && !chosen.isBlank() ? Stream.of(Path.of(chosen)) : onThePath();
        return candidates
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "The tests of the pages need a browser, and "
                                        + (chosen == null ? "no chromium is there" : "CHROMIUM=" + chosen + " is none")
                                        + ": `make test` installs it where it may, or name one in the environment, CHROMIUM=/its/path"));
    }

    private static Stream<Path> onThePath() {
        return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)));
    }
}
