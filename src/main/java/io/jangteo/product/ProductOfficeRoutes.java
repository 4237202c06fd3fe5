package io.jangteo.product;

import static io.jangteo.problem.Refusals.REFERENCE_TAKEN;
import static io.jangteo.product.ProductRefusals.OUT_OF_STOCK;
import static io.jangteo.product.ProductRefusals.PRODUCT_NOT_FOUND;

import io.jangteo.database.Search;
import io.jangteo.database.Tx;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import io.jangteo.web.Unchanged;
import java.util.List;
import java.util.Map;

/** The administrator's view of the products, on sale or not. */
public final class ProductOfficeRoutes {
    private static final String PRODUCTS = Route.ADMIN + "/products";
    private static final String PRODUCT = PRODUCTS + "/{id}";

    /** The orders of the list by the names that requests use. */
    private static final Map<String, ProductSort> SORTS =
            Map.of("id", ProductSort.ID, "name", ProductSort.NAME, "stock", ProductSort.STOCK);

    private ProductOfficeRoutes() {}

    public static List<Route> of(Products products) {
        return List.of(
                Route.post(PRODUCTS)
                        .named("createProduct", "Create a product, on sale at once")
                        .access(Access.ADMIN)
                        .body(NewProduct.class)
                        .creates(Product.class, product -> Route.API + "/products/" + product.id())
                        .refuses(REFERENCE_TAKEN)
                        .writes((request, tx) -> products.create(tx, request.body(NewProduct.class))),
                Route.get(PRODUCTS)
                        .named(
                                "listAllProducts",
                                "Products, on sale or not, in the order of their ids, names or stocks")
                        .access(Access.ADMIN)
                        .query("reference", "string", "The administrator's own id of the one product to list")
                        .query("query", "string", Search.DESCRIPTION)
                        .query("onSale", "boolean", "Whether those to list are on sale; either if omitted")
                        .query("sort", "string", "id, name or stock (the smallest first); id if omitted")
                        .query(Route.DETAILS, "boolean", "Whether to count the products first")
                        .paged()
                        .lists(ProductPage.class, "products")
                        .reads(request -> list(products, request)),
                Route.get(PRODUCT)
                        .named("getAnyProduct", "A product, on sale or not")
                        .access(Access.ADMIN)
                        .replies(Product.class)
                        .refuses(PRODUCT_NOT_FOUND)
                        .reads(request -> products.getAny(request.id("id"))),
                Route.patch(PRODUCT)
                        .named("changeProduct", "Change a product's name or price for future orders, or end its sale")
                        .access(Access.ADMIN)
                        .body(ProductChange.class)
                        .replies(Product.class)
                        .refuses(PRODUCT_NOT_FOUND)
                        .writes((request, tx) -> change(products, request, tx)),
                Route.get(PRODUCT + "/stock-movements")
                        .named("listStockMovements", "A product's stock movements, newest first")
                        .access(Access.ADMIN)
                        .paged()
                        .lists(StockMovementPage.class, "stock-movements")
                        .refuses(PRODUCT_NOT_FOUND)
                        .reads(request -> products.movements(request.id("id"), request.page())),
                Route.post(PRODUCT + "/stock")
                        .named("adjustStock", "Add units to a stock or take them away")
                        .access(Access.ADMIN)
                        .body(StockChange.class)
                        .replies(Product.class)
                        .refuses(PRODUCT_NOT_FOUND, OUT_OF_STOCK)
                        .writes((request, tx) -> adjustStock(products, request, tx)));
    }

    private static Object change(Products products, Request request, Tx tx) {
        long id = request.id("id");
        return Unchanged.unless(
                products.change(tx, id, request.body(ProductChange.class)), () -> products.require(tx.handle(), id));
    }

    private static ProductPage list(Products products, Request request) {
        return products.listAll(
                request.optionalReference("reference"),
                Search.of(request.optionalPart("query")),
                request.optionalFlag("onSale"),
                request.choice("sort", SORTS, "id"),
                request.flag(Route.DETAILS),
                request.sortedPage());
    }

    private static Product adjustStock(Products products, Request request, Tx tx) {
        StockChange change = request.body(StockChange.class);
        return products.adjustStock(tx, request.id("id"), change.delta(), change.reason());
    }
}
