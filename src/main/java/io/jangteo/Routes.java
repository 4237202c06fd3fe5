package io.jangteo;

import io.jangteo.administration.AuditRoutes;
import io.jangteo.administration.KeyRoutes;
import io.jangteo.attention.AttentionRoutes;
import io.jangteo.attention.Notices;
import io.jangteo.backup.BackupRoutes;
import io.jangteo.books.BooksRoutes;
import io.jangteo.config.Config;
import io.jangteo.config.Metrics;
import io.jangteo.coupon.CouponOfficeRoutes;
import io.jangteo.coupon.CouponRoutes;
import io.jangteo.dataplatform.Deliveries;
import io.jangteo.dataplatform.DeliveryRoutes;
import io.jangteo.dataplatform.EventRoutes;
import io.jangteo.dataplatform.Relay;
import io.jangteo.order.Customers;
import io.jangteo.order.OrderList;
import io.jangteo.order.OrderOfficeRoutes;
import io.jangteo.order.OrderRoutes;
import io.jangteo.order.Trails;
import io.jangteo.point.PointRoutes;
import io.jangteo.product.ProductOfficeRoutes;
import io.jangteo.product.ProductRoutes;
import io.jangteo.race.RaceRoutes;
import io.jangteo.ranking.RankingRoutes;
import io.jangteo.ranking.SalesReports;
import io.jangteo.ranking.SalesRoutes;
import io.jangteo.user.TokenRoutes;
import io.jangteo.user.UserRoutes;
import io.jangteo.web.DocsRoutes;
import io.jangteo.web.Health;
import io.jangteo.web.MetricsPage;
import io.jangteo.web.OpenApi;
import io.jangteo.web.Pages;
import io.jangteo.web.Route;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists every call of the shop, in the order in which paths are matched. */
final class Routes {
    private Routes() {}

    static List<Route> of(Services shop, Health health, @Nullable TestTools testTools) {
        Config config = shop.config;
        List<Route> routes = new ArrayList<>();
        routes.addAll(UserRoutes.of(shop.users));
        routes.addAll(PointRoutes.of(shop.points, config.shoppersCharge()));
        // Before the products: /products/popular would be a product's id.
        routes.addAll(RankingRoutes.of(shop.ranking));
        routes.addAll(ProductRoutes.of(shop.products));
        routes.addAll(ProductOfficeRoutes.of(shop.products));
        routes.addAll(CouponRoutes.of(shop.coupons));
        routes.addAll(CouponOfficeRoutes.of(shop.coupons, shop.offers));
        routes.addAll(OrderRoutes.of(shop.orders));
        Deliveries deliveries = new Deliveries(shop.database, () -> shop.schedule.wake(Relay.NAME));
        Trails trails = new Trails(shop.database, shop.users, shop.points, shop.products, shop.coupons, deliveries);
        OrderList orderList = new OrderList(shop.database, shop.users, shop.days);
        Customers customers = new Customers(shop.database, shop.users);
        routes.addAll(OrderOfficeRoutes.of(orderList, shop.orders, trails, customers));
        routes.addAll(
                SalesRoutes.of(new SalesReports(shop.database, shop.dailySales, shop.products, shop.days, shop.clock)));
        routes.addAll(DeliveryRoutes.of(deliveries));
        routes.addAll(EventRoutes.of(shop.events));
        routes.addAll(BooksRoutes.of(shop.booksRuns));
        routes.addAll(AttentionRoutes.of(new Notices(
                shop.database,
                deliveries,
                orderList,
                shop.products,
                shop.offers,
                shop.booksRuns,
                shop.clock,
                config.stockLow())));
        if (!config.isShared()) {
            routes.addAll(BackupRoutes.of(shop.backups, shop.database));
        }
        routes.addAll(TokenRoutes.of(shop.users, shop.tokens));
        routes.addAll(KeyRoutes.of(shop.namedKeys));
        routes.addAll(AuditRoutes.of(shop.audit, () -> changing(routes)));
        routes.add(ShopRoute.of(config, shop.clock, shop.database::changes));
        routes.addAll(health.routes());
        if (config.demo() || config.testMode()) {
            routes.addAll(RaceRoutes.of(shop.races, config.tokensRequired()));
        }
        if (testTools != null) {
            testTools.faults().befall(routes);
            routes.addAll(testTools.routes());
        }
        return routes;
    }

    /** Returns the names of the calls that may change something. */
    private static Set<String> changing(List<Route> routes) {
        return routes.stream()
                .filter(route -> route.method() != Route.Method.GET)
                .map(Route::operation)
                .collect(Collectors.toSet());
    }

    /** Adds the pages and files for people and tools to the calls. */
    static List<Route> withPages(Config config, List<Route> routes, PrometheusRegistry registry) {
        List<Route> all = new ArrayList<>(routes);
        List<Route> calls = routes.stream()
                .filter(route -> !(route.handler() instanceof Route.Raw))
                .toList();
        boolean isOpen = config.metrics() == Metrics.OPEN;
        all.add(MetricsPage.of(registry, isOpen ? Route.Access.ANYONE : Route.Access.ADMIN));
        all.addAll(DocsRoutes.of(new OpenApi(Main.version(), calls, CallExamples.all())));
        all.addAll(Pages.routes(config.testMode()));
        return all;
    }
}
