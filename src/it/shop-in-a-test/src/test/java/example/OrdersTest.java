package example;

import static io.jangteo.testkit.Fixtures.item;
import static io.jangteo.testkit.Fixtures.points;
import static io.jangteo.testkit.Fixtures.price;
import static io.jangteo.testkit.Fixtures.stock;
import static io.jangteo.testkit.Fixtures.using;
import static io.jangteo.testkit.Fixtures.validDays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jangteo.Jangteo;
import io.jangteo.problem.Problem;
import io.jangteo.testkit.JangteoExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the shop does by itself as time goes by. */
class OrdersTest {
    @RegisterExtension
    static JangteoExtension extension = JangteoExtension.inMemory();

    private long user;
    private long product;

    @BeforeEach
    void open(Jangteo shop) {
        user = shop.given().user(points(50_000));
        product = shop.given().product(price(12_000), stock(3));
    }

    @Test
    void a_coupon_cannot_be_used_after_its_last_day(Jangteo shop) {
        long issued = shop.given().issued(shop.given().coupon(validDays(7)), user);
        shop.clock().advance(Duration.ofDays(8));
        assertThrows(Problem.class, () -> shop.given().order(user, item(product, 2), using(issued)));
    }

    @Test
    void the_data_platform_is_told_once_it_is_back(Jangteo shop) {
        shop.dataPlatform().goDown("maintenance");
        shop.given().paidOrder(user, item(product, 2));
        shop.clock().advance(Duration.ofMinutes(1));
        assertEquals(List.of(), shop.dataPlatform().received());
        shop.dataPlatform().comeUp();
        shop.clock().advance(Duration.ofHours(1));
        assertEquals("order.paid", shop.dataPlatform().received().get(0).type());
    }

    @Test
    void one_set_up_serves_several_ends(Jangteo shop) {
        shop.takeSnapshot("stocked");
        shop.given().order(user, item(product, 3));
        assertThrows(Problem.class, () -> shop.given().order(user, item(product, 1)));
        shop.restoreSnapshot("stocked");
        shop.given().order(user, item(product, 1));
    }
}
