package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages' scripts, styles and pictures, and the parts of lit-html and Chart.js that they use. All are under
 * one address that contains a hash of their content, so that browsers may cache them without limit and never mix
 * versions.
 */
final class PageFiles {
    static final String FOLDER = "/io/jangteo/web/pages/";

    private static final String LIT = "/META-INF/resources/webjars/lit-html/3.3.2/";
    private static final String CHART = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
    private static final List<String> LIT_FILES = List.of(
            "lit-html.js", "directive.js", "directive-helpers.js", "directives/repeat.js", "directives/live.js");

    /** Content types by extension; files of other kinds, such as the pages themselves, are not served here. */
    private static final Map<String, String> TYPES = Map.of("js", Asset.JAVASCRIPT, "css", Asset.CSS, "svg", Asset.SVG);

    private @Nullable Loaded loaded;

    /**
     * The loaded files.
     *
     * @param address the common prefix, without a trailing slash
     * @param assets by name, such as {@code shop/cart.js}
     */
    record Loaded(String address, Map<String, Asset> assets) {}

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
            byte[][] contents = places.values().stream().map(Asset::read).toArray(byte[][]::new);
            Map<String, Asset> assets = new TreeMap<>();
            places.forEach((name, place) -> assets.put(
                    name,
                    new Asset(
                            Objects.requireNonNull(TYPES.get(extension(name))),
                            Asset.NEVER_CHANGES,
                            () -> Asset.read(place))));
            loaded = new Loaded("/files/" + ContentHash.of(contents), assets);
        }
        return loaded;
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
