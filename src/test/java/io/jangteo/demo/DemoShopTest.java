package io.jangteo.demo;

import static io.jangteo.demo.LoadedShop.BALANCE_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.BothEngines;
import io.jangteo.coupon.Coupon;
import io.jangteo.coupon.CouponStatus;
import io.jangteo.coupon.IssuedCoupon;
import io.jangteo.database.AsOf;
import io.jangteo.database.Page;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.order.Order;
import io.jangteo.order.OrderStatus;
import io.jangteo.point.PointEntry;
import io.jangteo.product.NewProduct;
import io.jangteo.product.ShopProduct;
import io.jangteo.user.User;
import io.jangteo.user.UserSort;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BothEngines
@Tag("wide")
class DemoShopTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant AFTERNOON = Instant.parse("2026-11-22T06:30:00Z");
    private static final Page ALL = new Page(1000, null, "");

    @TempDir
    Path directory;

    @Test
    void an_empty_shop_becomes_the_demo_shop_and_a_second_time_changes_nothing() {
        try (LoadedShop shop = empty(BALANCE_MAX)) {
            assertThat(shop.loadIfEmpty()).isTrue();
            assertThat(shop.loadIfEmpty()).isFalse();

            assertThat(users(shop)).hasSize(50);
            assertThat(shop.products.list(Search.ALL, ALL).products()).hasSize(30);
            assertThat(shop.coupons.list(ALL).coupons()).hasSize(4);
        }
    }

    @Test
    void a_shop_with_anything_in_it_is_left_alone() {
        try (LoadedShop shop = empty(BALANCE_MAX)) {
            shop.database.write(tx -> shop.products.create(tx, new NewProduct("연필", 500L, 10L, null)));

            assertThat(shop.loadIfEmpty()).isFalse();
            assertThat(shop.products.list(Search.ALL, ALL).products())
                    .extracting(ShopProduct::name)
                    .containsExactly("연필");
            assertThat(users(shop)).isEmpty();
        }
    }

    @Test
    void a_shop_with_lower_limits_stays_empty_and_is_told_why() {
        try (LoadedShop shop = empty(10_000)) {
            assertThatThrownBy(shop::loadIfEmpty)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The demo shop does not fit this shop's limits: INVALID_CHARGE_AMOUNT.BALANCE_LIMIT");
            assertThat(users(shop)).isEmpty();
        }
    }

    @Test
    void the_first_user_has_exactly_the_points_of_the_documentation() {
        try (LoadedShop shop = loaded()) {
            assertThat(shop.users.get(1, AsOf.NOW).name()).isEqualTo("김하나");
            assertThat(shop.users.get(1, AsOf.NOW).point()).isEqualTo(50_000);
            assertThat(shop.points.history(1, ALL).entries())
                    .extracting(PointEntry::amount)
                    .containsExactly(30_000L, -30_000L, 50_000L);
        }
    }

    @Test
    void the_first_user_can_take_every_coupon_and_another_has_one_that_has_expired() {
        try (LoadedShop shop = loaded()) {
            assertThat(statuses(shop, 1)).isEmpty();
            assertThat(statuses(shop, 33)).containsExactly(CouponStatus.EXPIRED);
        }
    }

    private static List<CouponStatus> statuses(LoadedShop shop, long userId) {
        return shop.coupons.ofUser(userId, EnumSet.allOf(CouponStatus.class), ALL, AsOf.NOW).coupons().stream()
                .map(IssuedCoupon::status)
                .toList();
    }

    @Test
    void one_product_is_sold_out_and_one_nearly() {
        try (LoadedShop shop = loaded()) {
            assertThat(shop.products.get(15).stock()).isZero();
            assertThat(shop.products.get(23).stock()).isEqualTo(2);
            assertThat(shop.products.list(Search.ALL, ALL).products())
                    .filteredOn(product -> product.stock() > 10)
                    .hasSize(28);
        }
    }

    @Test
    void one_coupon_is_nearly_gone_one_has_a_minimum_and_one_opens_in_three_days() {
        try (LoadedShop shop = loaded()) {
            Coupon rush = shop.coupons.get(3);
            assertThat(rush.issued()).isEqualTo(17);
            assertThat(rush.quantity()).isEqualTo(20);
            assertThat(shop.coupons.get(1).minOrderAmount()).isEqualTo(30_000);
            assertThat(shop.coupons.get(4).issueFrom())
                    .isEqualTo(
                            ZonedDateTime.of(2026, 11, 25, 10, 0, 0, 0, SEOUL).toInstant());
        }
    }

    @Test
    void orders_are_paid_refunded_cancelled_and_one_waits_to_be_paid() {
        try (LoadedShop shop = loaded()) {
            List<Order> orders = LongStream.rangeClosed(1, 50)
                    .mapToObj(user -> shop.orders.ofUser(user, ALL, AsOf.NOW).orders())
                    .flatMap(List::stream)
                    .toList();

            assertThat(having(OrderStatus.PAID, orders)).hasSize(73);
            assertThat(having(OrderStatus.PAID, orders))
                    .filteredOn(order -> order.discountAmount() > 0)
                    .hasSize(14);
            assertThat(having(OrderStatus.REFUNDED, orders)).hasSize(1);
            assertThat(having(OrderStatus.CANCELLED, orders)).hasSize(1);
            assertThat(having(OrderStatus.PENDING, orders)).singleElement().satisfies(order -> {
                assertThat(order.createdAt()).isEqualTo(AFTERNOON);
                assertThat(shop.users.get(order.userId(), AsOf.NOW).point()).isGreaterThan(order.totalAmount());
            });
        }
    }

    private LoadedShop empty(long balanceMax) {
        return new LoadedShop(directory, AFTERNOON, SEOUL, balanceMax);
    }

    private LoadedShop loaded() {
        LoadedShop shop = empty(BALANCE_MAX);
        shop.loadIfEmpty();
        return shop;
    }

    private static List<User> users(LoadedShop shop) {
        return shop.users
                .list(Optional.empty(), Search.ALL, UserSort.ID, false, new SortedPage(1_000, ""))
                .users();
    }

    private static List<Order> having(OrderStatus status, List<Order> orders) {
        return orders.stream().filter(order -> order.status() == status).toList();
    }
}
