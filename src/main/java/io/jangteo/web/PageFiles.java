package io.jangteo.web;

import io.jangteo.problem.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The files that the pages are made of, from fixed lists. They stand under an address that names the content of them
 * all, so that browsers may keep them for ever and never mix the files of two versions.
 */
final class PageFiles {
    static final String OURS = "/io/jangteo/web/pages/";

    private static final String LIT = "/META-INF/resources/webjars/lit-html/3.3.2/";
    private static final String CHART = "/META-INF/resources/webjars/chart.js/4.5.1/dist/";

    private static final List<String> OUR_FILES = List.of(
            "api.js",
            "base.css",
            "charts.js",
            "format.js",
            "frame.js",
            "icon.svg",
            "language.js",
            "live.js",
            "office-action.js",
            "office-backup.js",
            "office-books.js",
            "office-clock.js",
            "office-coupons.js",
            "office-deliveries.js",
            "office-dialog.js",
            "office-form.js",
            "office-key.js",
            "office-list.js",
            "office-metrics.js",
            "office-moments.js",
            "office-orders.js",
            "office-overview.js",
            "office-parts.css",
            "office-parts.js",
            "office-products.js",
            "office-route.js",
            "office-sales.js",
            "office-sections.js",
            "office-trail.js",
            "office-users.js",
            "office-zone.js",
            "office.css",
            "office.js",
            "rush.css",
            "rush.js",
            "rush-form.js",
            "rush-result.js",
            "rush-verdict.js",
            "shop.css",
            "shop.js",
            "shop-basket.js",
            "shop-cart.css",
            "shop-cart.js",
            "shop-countdown.js",
            "shop-coupons.js",
            "shop-data.js",
            "shop-discount.js",
            "shop-few.js",
            "shop-goods.css",
            "shop-history.js",
            "shop-me.js",
            "shop-orders.js",
            "shop-popular.js",
            "shop-products.js",
            "shop-state.js",
            "shop-turns.js",
            "shop-user.js",
            "shop-who.js",
            "texts.js",
            "texts-office-books.js",
            "texts-office-en.js",
            "texts-office-fields.js",
            "texts-office-ko.js",
            "texts-office.js",
            "texts-rush.js",
            "texts-shop-en.js",
            "texts-shop-ko.js",
            "texts-shop.js",
            "theme.js");

    private static final List<String> LIT_FILES = List.of(
            "lit-html.js", "directive.js", "directive-helpers.js", "directives/repeat.js", "directives/live.js");

    private static final Map<String, String> TYPES = Map.of("js", Asset.JAVASCRIPT, "css", Asset.CSS, "svg", Asset.SVG);

    /** By name, where in the jar a file stands. */
    private final Map<String, String> places = new TreeMap<>();

    private final Map<String, Asset> assets = new TreeMap<>();
    private final AtomicReference<String> hash = new AtomicReference<>();

    PageFiles() {
        OUR_FILES.forEach(name -> add(name, OURS + name));
        LIT_FILES.forEach(name -> add("lit/" + name, LIT + name));
        add("chart.js", CHART + "chart.umd.min.js");
    }

    /** What stands under the address, such as {@code lit/directive.js}. */
    Set<String> names() {
        return Set.copyOf(places.keySet());
    }

    /** The address that all the files stand under, without a slash at its end. */
    String address() {
        return "/files/" + hash();
    }

    /**
     * A file under the address of that hash.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_FOUND} if there is no such file, or if it is an older one's
     */
    Asset file(String askedHash, String name) {
        Asset asset = assets.get(name);
        if (asset == null || !askedHash.equals(hash())) {
            throw Refusals.NOT_FOUND.because();
        }
        return asset;
    }

    private void add(String name, String place) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        places.put(name, place);
        assets.put(name, new Asset(type, Asset.NEVER_CHANGES, () -> Asset.read(place)));
    }

    /** Reads them all, which a server that starts has no time for: done when a page is first asked for. */
    private String hash() {
        return hash.updateAndGet(known -> known != null
                ? known
                : ContentHash.of(places.values().stream().map(Asset::read).toArray(byte[][]::new)));
    }
}
