package io.jangteo.web;

import java.util.List;

/**
 * The OpenAPI document and its interactive reference. All files come from the jar and from this fixed list; the page
 * asks no other host for anything.
 */
public final class DocsRoutes {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final String OURS = "/io/jangteo/web/docs/";

    private DocsRoutes() {}

    public static List<RawRoute> of(OpenApi openApi) {
        return List.of(
                RawRoute.forAnyone(
                        "/openapi.json", new Asset(OpenApi.CONTENT_TYPE, Asset.ASK_EACH_TIME, openApi::document)),
                RawRoute.forAnyone("/docs", Pages.page(Asset.resource(Asset.HTML, OURS + "docs.html"))),
                RawRoute.forAnyone("/docs/docs.css", Asset.resource(Asset.CSS, OURS + "docs.css")),
                RawRoute.forAnyone("/docs/docs.js", Asset.resource(Asset.JAVASCRIPT, OURS + "docs.js")),
                RawRoute.forAnyone(
                        "/docs/theme.js", Asset.resource(Asset.JAVASCRIPT, PageFiles.FOLDER + "common/theme.js")),
                RawRoute.forAnyone("/docs/icon.svg", Asset.resource(Asset.SVG, PageFiles.FOLDER + "common/icon.svg")),
                swaggerUi(Asset.CSS, "swagger-ui.css"),
                swaggerUi(Asset.JAVASCRIPT, "swagger-ui-bundle.js"));
    }

    private static RawRoute swaggerUi(String contentType, String file) {
        return RawRoute.forAnyone("/docs/" + file, Asset.resource(contentType, SWAGGER_UI + file));
    }
}
