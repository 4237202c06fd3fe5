package io.jangteo.web;

import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.List;

/**
 * The OpenAPI document and its interactive reference. All files come from the jar and from this fixed list; the page
 * asks no other host for anything.
 */
public final class DocsRoutes {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String OURS = "/io/jangteo/web/docs/";

    /**
     * Scripts come from files alone. Swagger UI sets styles on its elements and shows drawings from {@code data:}
     * addresses, so these two are let through.
     */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private DocsRoutes() {}

    public static List<RawRoute> of(OpenApi openApi) {
        return List.of(
                new RawRoute("/openapi.json", new Asset(OpenApi.CONTENT_TYPE, openApi::document)),
                new RawRoute("/docs", page(Asset.resource(Asset.HTML, OURS + "docs.html"))),
                new RawRoute("/docs/docs.css", Asset.resource(Asset.CSS, OURS + "docs.css")),
                new RawRoute("/docs/docs.js", Asset.resource(Asset.JAVASCRIPT, OURS + "docs.js")),
                swaggerUi(Asset.CSS, "swagger-ui.css"),
                swaggerUi(Asset.JAVASCRIPT, "swagger-ui-bundle.js"),
                swaggerUi(Asset.PNG, "favicon-32x32.png"));
    }

    private static RawRoute swaggerUi(String contentType, String file) {
        return new RawRoute("/docs/" + file, Asset.resource(contentType, SWAGGER_UI + file));
    }

    private static Handler page(Asset asset) {
        return context -> {
            context.header(Header.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY);
            asset.handle(context);
        };
    }
}
