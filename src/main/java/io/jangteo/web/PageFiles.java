package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages, their scripts, styles and pictures, and the parts of lit-html and Chart.js that they use. All but
 * the pages are under one address that contains a hash of their content, so that browsers may cache them without limit
 * and never mix versions.
 *
 * <p>Each page loads one script and one style sheet, in which its modules and its style sheets are joined
 * ({@link JoinedPage}). The files that these were made of are served too, for people who read them in their browser.
 */
final class PageFiles {
    static final String FOLDER = "/io/jangteo/web/pages/";

    static final List<String> PAGES = List.of(
            "shop/shop.html",
            "rush/rush.html",
            "office/office.html",
            "docs/docs.html",
            "docs/errors.html",
            "lost/lost.html");

    private static final String LIT = "/META-INF/resources/webjars/lit-html/3.3.2/";
    private static final String CHART = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
    private static final List<String> LIT_FILES = List.of(
            "lit-html.js", "directive.js", "directive-helpers.js", "directives/repeat.js", "directives/live.js");

    /** Content types by extension; files of other kinds, such as the pages themselves, are not served here. */
    private static final Map<String, String> TYPES =
            Map.of("js", Asset.JAVASCRIPT, "css", Asset.CSS, "svg", Asset.SVG, "txt", Asset.TEXT);

    private final boolean testMode;
    private @Nullable Loaded loaded;

    /** @param testMode whether the pages say from their first line on that time can be moved here */
    PageFiles(boolean testMode) {
        this.testMode = testMode;
    }

    /**
     * The loaded files.
     *
     * @param address the common prefix, without a trailing slash
     * @param assets by name, such as {@code shop/cart.js}
     * @param pages the pages' HTML by name, such as {@code shop/shop.html}
     */
    record Loaded(String address, Map<String, Asset> assets, Map<String, byte[]> pages) {}

    /** Returns the HTML of that page. */
    byte[] page(String name) {
        return Objects.requireNonNull(loaded().pages().get(name), name);
    }

    /**
     * Returns the file at that path.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_FOUND} if there is no such file, or if its address has another hash
     */
    Asset file(String path) {
        Loaded files = loaded();
        String folder = files.address() + "/";
        Asset asset = path.startsWith(folder) ? files.assets().get(path.substring(folder.length())) : null;
        if (asset == null) {
            throw Refusals.NOT_FOUND.problem();
        }
        return asset;
    }

    /** Loads all files when a page is first requested, so that they do not delay the start. */
    synchronized Loaded loaded() {
        if (loaded == null) {
            Map<String, String> places = places();
            Map<String, byte[]> contents = new TreeMap<>();
            places.forEach((name, place) -> contents.put(name, Asset.read(place)));
            Map<String, JoinedPage> joined = new TreeMap<>();
            for (String name : PAGES) {
                JoinedPage page = JoinedPage.of(name, text(FOLDER + name), file -> text(place(places, file)));
                joined.put(name, page);
                contents.put(page.scriptName(), page.script().getBytes(StandardCharsets.UTF_8));
                contents.put(page.styleName(), page.style().getBytes(StandardCharsets.UTF_8));
            }
            String address = "/files/" + ContentHash.of(contents.values().toArray(byte[][]::new));
            Map<String, Asset> assets = new TreeMap<>();
            contents.forEach((name, bytes) -> assets.put(name, asset(name, () -> bytes)));
            // Only what was joined is kept in memory; few people read the rest.
            places.forEach((name, place) -> assets.put(name, asset(name, () -> Asset.read(place))));
            Map<String, byte[]> pages = new TreeMap<>();
            joined.forEach(
                    (name, page) -> pages.put(name, marked(page.html(address)).getBytes(StandardCharsets.UTF_8)));
            loaded = new Loaded(address, assets, pages);
        }
        return loaded;
    }

    private String marked(String html) {
        return testMode ? html.replaceFirst("<html ", "<html data-test-mode ") : html;
    }

    private static Asset asset(String name, Supplier<byte[]> source) {
        return new Asset(Objects.requireNonNull(TYPES.get(extension(name))), Asset.NEVER_CHANGES, source);
    }

    private static String place(Map<String, String> places, String file) {
        return Objects.requireNonNull(places.get(file), () -> "The pages have no file " + file);
    }

    private static String text(String place) {
        return new String(Asset.read(place), StandardCharsets.UTF_8);
    }

    /** Returns each file's location on the class path by its name. */
    private static Map<String, String> places() {
        Map<String, String> places = new TreeMap<>();
        names().stream()
                .filter(name -> TYPES.containsKey(extension(name)))
                .forEach(name -> places.put(name, FOLDER + name));
        LIT_FILES.forEach(name -> places.put("lit/" + name, LIT + name));
        places.put("chart/chart.js", CHART);
        return places;
    }

    /** Lists the files in the pages' folder, which is in a jar or in a directory. */
    private static List<String> names() {
        URL page = Objects.requireNonNull(PageFiles.class.getResource(FOLDER + "shop/shop.html"));
        try {
            if (page.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false); // Or closing the jar would close it for others too.
                try (JarFile jar = connection.getJarFile()) {
                    return jar.stream()
                            .map(entry -> "/" + entry.getName())
                            .filter(name -> name.startsWith(FOLDER))
                            .map(name -> name.substring(FOLDER.length()))
                            .toList();
                }
            }
            Path folder = Path.of(page.toURI()).resolve("../..").normalize();
            try (Stream<Path> files = Files.walk(folder)) {
                return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                        .toList();
            }
        } catch (IOException | URISyntaxException thrown) {
            throw new IllegalStateException("The files of the pages cannot be listed", thrown);
        }
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
