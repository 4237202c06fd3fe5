package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.OpenShop;
import io.jangteo.jar.ShopClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What has to be right in a shop whose clock goes anywhere, held against a night that is written down by hand. */
record ClockChecks(Night night, OpenShop shop, ShopClient client) {
    private static final Duration KEPT = Duration.ofHours(24);
    /** Keys are looked at together, up to a minute late. */
    private static final Duration PRUNING_GRACE = Duration.ofSeconds(61);

    private static final int DAYS_RANKED = 3;
    private static final int RANKED_MAX = 5;

    /** Everything that is wrong; to be asked while nobody calls, after all that was due by the moment has been done. */
    List<String> findings(Instant done) {
        List<String> findings = new ArrayList<>(BooksOverHttp.violations(client));
        findings.addAll(overdue(done));
        findings.addAll(wrongDays());
        findings.addAll(wrongRanking());
        findings.addAll(toldTwice());
        return findings;
    }

    /** The paid orders whose business day is another than that of the calendar on paper. */
    List<String> wrongDays() {
        return shop.database()
                .read(handle -> handle
                        .createQuery("SELECT id, paid_at, sales_day FROM shop_order WHERE paid_at IS NOT NULL")
                        .map((row, context) -> {
                            Instant paidAt = Instant.ofEpochMilli(row.getLong("paid_at"));
                            String day = night.dateAt(paidAt).toString();
                            return day.equals(row.getString("sales_day"))
                                    ? ""
                                    : "order " + row.getLong("id") + ", paid at " + paidAt + ", is of " + day
                                            + " and not of " + row.getString("sales_day");
                        })
                        .list()
                        .stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    /** Work that was due and is not done: orders, messages to a receiver that is up, keys. */
    private List<String> overdue(Instant done) {
        return shop.database().read(handle -> {
            List<String> overdue = new ArrayList<>();
            addIfAny(overdue, handle, done, "orders are overdue", """
                    SELECT count(*) FROM shop_order WHERE status = 'PENDING' AND expires_at <= :moment""");
            addIfAny(overdue, handle, done, "messages are overdue", """
                    SELECT count(*) FROM delivery WHERE status = 'PENDING' AND next_attempt_at <= :moment""");
            addIfAny(overdue, handle, done.minus(KEPT).minus(PRUNING_GRACE), "keys are kept for too long", """
                    SELECT count(*) FROM idempotency_key WHERE created_at <= :moment""");
            addIfAny(overdue, handle, done, "orders have expired more or less than once", """
                    SELECT count(*) FROM (SELECT o.id FROM shop_order o
                        JOIN order_line l ON l.order_id = o.id AND :moment > 0
                        LEFT JOIN stock_movement m ON m.reference = 'order:' || o.id AND m.product_id = l.product_id
                            AND m.kind = 'EXPIRE'
                        GROUP BY o.id, l.product_id HAVING (o.status = 'EXPIRED') <> count(m.id))""");
            return overdue;
        });
    }

    private static void addIfAny(List<String> found, Handle handle, Instant moment, String what, String sql) {
        long count = handle.createQuery(sql)
                .bind("moment", moment.toEpochMilli())
                .mapTo(Long.class)
                .one();
        if (count != 0) {
            found.add(count + " " + what + " at " + moment);
        }
    }

    /** The ranking as it is cached, as it is stored, and as the orders have it. */
    private List<String> wrongRanking() {
        String cached = ranking();
        shop.forgetCaches();
        String stored = ranking();
        String recounted = shop.database().read(this::recount);
        return cached.equals(stored) && stored.equals(recounted)
                ? List.of()
                : List.of("cached " + cached + ", stored " + stored + ", recounted " + recounted);
    }

    private String ranking() {
        JsonNode popular = client.get("/api/v1/products/popular").require(200).json();
        StringBuilder ranking = new StringBuilder(
                popular.get("from").asText() + ".." + popular.get("to").asText());
        popular.get("products")
                .forEach(
                        product -> ranking.append(" " + product.get("productId").asLong() + ":"
                                + product.get("units").asLong()));
        return ranking.toString();
    }

    private String recount(Handle handle) {
        LocalDate today = night.dateAt(shop.now());
        Map<Long, Long> units = new HashMap<>();
        handle.createQuery("""
                SELECT o.paid_at, l.product_id, l.quantity FROM shop_order o
                JOIN order_line l ON l.order_id = o.id WHERE o.status = 'PAID'""")
                .map((row, context) -> {
                    LocalDate day = night.dateAt(Instant.ofEpochMilli(row.getLong("paid_at")));
                    if (day.isBefore(today) && !day.isBefore(today.minusDays(DAYS_RANKED))) {
                        units.merge(row.getLong("product_id"), row.getLong("quantity"), Long::sum);
                    }
                    return day;
                })
                .list();
        StringBuilder ranking = new StringBuilder(today.minusDays(DAYS_RANKED) + ".." + today.minusDays(1));
        units.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(RANKED_MAX)
                .forEach(each -> ranking.append(" " + each.getKey() + ":" + each.getValue()));
        return ranking.toString();
    }

    private List<String> toldTwice() {
        Set<String> told = new HashSet<>();
        return shop.dataPlatform().received().stream()
                .filter(message -> !told.add(message.id()))
                .map(message -> "the message " + message.id() + " came twice")
                .toList();
    }
}
