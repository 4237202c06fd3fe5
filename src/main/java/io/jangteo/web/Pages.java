package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import java.util.List;
import java.util.Map;

/** The shop's pages for people. They use only the public API and make no request to another host. */
public final class Pages {
    /**
     * Everything comes from this server; scripts and styles only from files, while small pictures may be {@code data:}.
     */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    /** The page that a browser gets in place of one that does not exist. */
    static final String LOST = "/404";

    /** Shared by all servers of a process, which is what a test suite has many of. */
    private static final PageFiles IN_TEST_MODE = new PageFiles(true);

    private static final PageFiles USUAL = new PageFiles(false);

    private Pages() {}

    /**
     * Returns the pages and their files.
     *
     * @param testMode whether the server is in test mode, which each page says
     */
    public static List<Route> routes(boolean testMode) {
        PageFiles files = testMode ? IN_TEST_MODE : USUAL;
        return List.of(
                Route.page("/", page("shop/shop.html", files)),
                Route.page("/rush", page("rush/rush.html", files)),
                Route.page("/office", page("office/office.html", files)),
                Route.page("/docs", page("docs/docs.html", files)),
                Route.page(Problems.REFERENCE, page("docs/errors.html", files)),
                Route.page(LOST, lost(page("lost/lost.html", files))),
                // Browsers ask for it beside JSON, whatever their users look at.
                Route.page("/favicon.ico", Asset.resource(Asset.SVG, PageFiles.FOLDER + "common/icon.svg")),
                Route.page("/files/{hash}/{folder}/{file}", request -> file(request, files)),
                Route.page("/files/{hash}/{folder}/directives/{file}", request -> file(request, files)));
    }

    /** Serves a page with headers that allow nothing else in it. */
    static Route.Raw page(Asset asset) {
        return request -> {
            HEADERS.forEach(request::replyHeader);
            return asset.answer(request);
        };
    }

    private static Route.Raw page(String name, PageFiles files) {
        return page(new Asset(Asset.HTML, Asset.ASK_EACH_TIME, () -> files.page(name)));
    }

    /**
     * Returns whether a person has mistyped the address of a page: the request asks for a page, and not below the API's
     * or the files' addresses, where programs look.
     */
    static boolean isMistyped(Head head, String path) {
        return !path.startsWith("/api/")
                && !path.startsWith("/files/")
                && head.lines("Accept").stream()
                        .flatMap(line -> FieldValue.parts(line, ',').stream())
                        .anyMatch(range -> FieldValue.parts(range, ';').stream()
                                .findFirst()
                                .filter("text/html"::equalsIgnoreCase)
                                .isPresent());
    }

    /** Serves the page with status 404. */
    private static Route.Raw lost(Route.Raw page) {
        return request -> {
            Reply found = page.answer(request);
            request.replyHeader("Vary", "Accept, Accept-Encoding");
            return new Reply(404, found.contentType(), null, found.body());
        };
    }

    private static Reply file(Request request, PageFiles files) {
        return files.file(request.path()).answer(request);
    }
}
