package io.jangteo.testmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.ShopState;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.database.DatabaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The initial content after resets of a demo shop: created anew, or cached for a short time. */
@BothEngines
class FirstContentTest {
    private static final Instant NOON = Instant.parse("2026-11-22T03:00:00Z");

    @RegisterExtension
    static final TestShop EMPTY = TestShop.standard();

    @RegisterExtension
    static final TestShop DEMO = TestShop.with(settings -> settings.demo(true));

    @Test
    void a_reset_that_remembers_gives_every_row_and_id_again() {
        Map<String, List<Map<String, Object>>> first = ShopState.of(DEMO.database());
        assertThat(first.get("SELECT * FROM shop_user ORDER BY id")).hasSize(50);
        for (int i = 0; i < 3; i++) {
            assertThat(DEMO.user(20_000)).isEqualTo(51);
            DEMO.order(51, 1, 1);
            DEMO.advance(Duration.ofDays(1));
            DEMO.admin().post("/admin/reset").require(200);
            assertThat(withoutTimes(ShopState.of(DEMO.database()))).isEqualTo(withoutTimes(first));
            DEMO.assertBalanced();
            DEMO.advance(Duration.ZERO);
            assertThat(DEMO.deliveries())
                    .isNotEmpty()
                    .allMatch(delivery -> delivery.get("status").equals("DELIVERED"));
            assertThat(DEMO.api().get("/products/popular").json().path("products"))
                    .hasSize(5);
        }
    }

    @Test
    @SqliteOnly("on PostgreSQL nothing is remembered: the numbers come from sequences")
    void it_is_remembered_for_twenty_seconds_of_the_same_day() {
        AtomicInteger made = new AtomicInteger();
        FirstContent content = new FirstContent(tx -> made.incrementAndGet());
        assertThat(fill(content, made, NOON)).isEqualTo(1);
        assertThat(fill(content, made, NOON.plusMillis(19_999))).isEqualTo(1);
        assertThat(fill(content, made, NOON.plusSeconds(20))).isEqualTo(2);
        assertThat(fill(content, made, NOON)).isEqualTo(3);
        assertThat(fill(content, made, NOON.minusSeconds(1))).isEqualTo(4);
        assertThat(fill(content, made, NOON)).isEqualTo(5);
        EMPTY.database().run(tx -> DatabaseId.renew(tx.handle()));
    }

    /** Deletes what the schedule has written in the meantime, as a reset does. */
    private static int fill(FirstContent content, AtomicInteger made, Instant moment) {
        return EMPTY.database().write(tx -> {
            TestModeSql.empty(tx.handle());
            content.fill(tx.at(moment));
            return made.get();
        });
    }

    /** New content has later times and other message ids; the days are computed in due course. */
    private static String withoutTimes(Map<String, List<Map<String, Object>>> state) {
        Map<String, List<Map<String, Object>>> steady = new LinkedHashMap<>(state);
        steady.keySet().removeIf(table -> table.contains("delivery") || table.contains("daily_sales"));
        return steady.toString().replaceAll("=1[0-9]{12}", "=TIME");
    }
}
