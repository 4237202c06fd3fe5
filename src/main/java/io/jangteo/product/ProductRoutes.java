package io.jangteo.product;

import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;

import io.jangteo.database.Search;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The products on sale, as shoppers see them. */
public final class ProductRoutes {
    private ProductRoutes() {}

    public static List<Route> of(Products products) {
        return List.of(
                Route.get(Route.API + "/products/{productId}")
                        .named("getProduct", "A product on sale with its current stock")
                        .access(Access.ANYONE)
                        .replies(ShopProduct.class)
                        .refuses(PRODUCT_NOT_FOUND)
                        .looksUp(request -> products.get(request.id("productId"))),
                Route.get(Route.API + "/products")
                        .named("listProducts", "The products on sale in the order of their ids")
                        .access(Access.ANYONE)
                        .query("query", "string", "Part of a name; A to Z in either case")
                        .paged()
                        .replies(ShopProductPage.class)
                        .reads(request ->
                                products.list(Search.ofNames(request.optionalPart("query")), request.page())));
    }
}
