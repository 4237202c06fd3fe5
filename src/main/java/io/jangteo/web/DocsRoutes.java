package io.jangteo.web;

import java.util.List;

/**
 * Serves the OpenAPI document and its interactive reference. All files come from the jar and from this fixed list; the
 * page makes no request to another host.
 */
public final class DocsRoutes {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String OURS = "/io/jangteo/web/docs/";

    private DocsRoutes() {}

    public static List<Route> of(OpenApi openApi) {
        return List.of(
                Route.page("/openapi.json", new Asset(OpenApi.CONTENT_TYPE, Asset.ASK_EACH_TIME, openApi::document)),
                Route.page("/docs", Pages.page(Asset.resource(Asset.HTML, OURS + "docs.html"))),
                Route.page("/docs/docs.css", Asset.resource(Asset.CSS, OURS + "docs.css")),
                Route.page("/docs/docs.js", Asset.resource(Asset.JAVASCRIPT, OURS + "docs.js")),
                Route.page("/docs/theme.js", Asset.resource(Asset.JAVASCRIPT, PageFiles.FOLDER + "common/theme.js")),
                Route.page("/docs/icon.svg", Asset.resource(Asset.SVG, PageFiles.FOLDER + "common/icon.svg")),
                swaggerUi(Asset.CSS, "swagger-ui.css"),
                swaggerUi(Asset.JAVASCRIPT, "swagger-ui-bundle.js"));
    }

    private static Route swaggerUi(String contentType, String file) {
        return Route.page("/docs/" + file, Asset.resource(contentType, SWAGGER_UI + file));
    }
}
