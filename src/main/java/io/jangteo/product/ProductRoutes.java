package io.jangteo.product;

import static io.jangteo.product.ProductRefusals.OUT_OF_STOCK;
import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;

import io.jangteo.database.Tx;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

public final class ProductRoutes {
    private ProductRoutes() {}

    public static List<Route> of(Products products) {
        return List.of(
                Route.get(Route.API + "/products/{productId}")
                        .named("getProduct", "A product with its current stock")
                        .access(Access.ANYONE)
                        .replies(Product.class)
                        .refuses(PRODUCT_NOT_FOUND)
                        .reads(request -> products.get(request.id("productId"))),
                Route.get(Route.API + "/products")
                        .named("listProducts", "Products in the order of their ids")
                        .access(Access.ANYONE)
                        .paged()
                        .replies(ProductPage.class)
                        .reads(request -> products.list(request.page())),
                Route.post(Route.ADMIN + "/products")
                        .named("createProduct", "Create a product")
                        .access(Access.ADMIN)
                        .body(NewProduct.class)
                        .creates(Product.class, product -> Route.API + "/products/" + product.id())
                        .writes((request, tx) -> products.create(tx, request.body(NewProduct.class))),
                Route.patch(Route.ADMIN + "/products/{id}")
                        .named("changeProduct", "Change a product's name or price for future orders")
                        .access(Access.ADMIN)
                        .body(ProductChange.class)
                        .replies(Product.class)
                        .refuses(PRODUCT_NOT_FOUND)
                        .writes((request, tx) ->
                                products.change(tx, request.id("id"), request.body(ProductChange.class))),
                Route.post(Route.ADMIN + "/products/{id}/stock")
                        .named("adjustStock", "Add units to a stock or take them away")
                        .access(Access.ADMIN)
                        .body(StockChange.class)
                        .replies(Product.class)
                        .refuses(PRODUCT_NOT_FOUND, OUT_OF_STOCK)
                        .writes((request, tx) -> adjustStock(products, request, tx)));
    }

    private static Product adjustStock(Products products, Request request, Tx tx) {
        StockChange change = request.body(StockChange.class);
        return products.adjustStock(tx, request.id("id"), change.delta(), change.reason());
    }
}
