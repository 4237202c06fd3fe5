package io.jangteo.web;

import java.util.List;

/** Serves the OpenAPI document; its reference for people is one of the {@link Pages}. */
public final class DocsRoutes {
    private DocsRoutes() {}

    public static List<Route> of(OpenApi openApi) {
        return List.of(
                Route.page("/openapi.json", new Asset(OpenApi.CONTENT_TYPE, Asset.ASK_EACH_TIME, openApi::document)));
    }
}
