package io.jangteo.web;

import io.jangteo.idempotency.Reply;
import io.javalin.http.Context;
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

    private Pages() {}

    public static List<Route> routes() {
        PageFiles files = new PageFiles();
        return List.of(
                Route.page("/", page("shop/shop.html", files)),
                Route.page("/rush", page("rush/rush.html", files)),
                Route.page("/office", page("office/office.html", files)),
                Route.page("/docs", page("docs/docs.html", files)),
                Route.page(Problems.REFERENCE, page("docs/errors.html", files)),
                Route.page("/files/{hash}/{folder}/{file}", context -> file(context, files)),
                Route.page("/files/{hash}/{folder}/directives/{file}", context -> file(context, files)));
    }

    /** Serves a page with headers that allow nothing else in it. */
    static Route.Raw page(Asset asset) {
        return context -> {
            HEADERS.forEach(context::header);
            return asset.answer(context);
        };
    }

    private static Route.Raw page(String name, PageFiles files) {
        return page(new Asset(Asset.HTML, Asset.ASK_EACH_TIME, () -> files.page(name)));
    }

    private static Reply file(Context context, PageFiles files) {
        return files.file(context.path()).answer(context);
    }
}
