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

    /** All comes from this server, scripts and styles from files alone; Swagger UI's drawings are {@code data:}. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
            + "style-src 'self'; img-src 'self' data:; "
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
