package io.jangteo.web;

import io.javalin.http.Header;
import java.util.List;

/** What a browser shows of a server that has no shop page: what this is, and where to go on. */
public final class LandingPage {
    private static final String OURS = "/io/jangteo/web/landing/";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private LandingPage() {}

    public static List<RawRoute> routes() {
        Asset page = Asset.resource(Asset.HTML, OURS + "landing.html");
        return List.of(
                new RawRoute("/", context -> {
                    context.header(Header.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
                    page.handle(context);
                }),
                new RawRoute("/landing.css", Asset.resource(Asset.CSS, OURS + "landing.css")));
    }
}
