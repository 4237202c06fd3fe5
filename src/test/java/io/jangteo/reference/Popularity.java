package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import io.jangteo.reference.Matching.Free;
import io.jangteo.reference.OrderBook.Line;
import io.jangteo.reference.OrderBook.Order;
import io.jangteo.reference.Shelf.Item;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What sold best, counted from the orders each time. */
final class Popularity {
    private static final int DAYS = 3;
    private static final int LISTED = 5;

    private final ReferenceClock clock;
    private final Shelf shelf;
    private final OrderBook orders;

    Popularity(ReferenceClock clock, Shelf shelf, OrderBook orders) {
        this.clock = clock;
        this.shelf = shelf;
        this.orders = orders;
    }

    ExpectedReply popular() {
        List<Map.Entry<Long, Long>> best = best();
        List<Map<String, Object>> products = listed(best);
        ExpectedReply answer = ExpectedReply.ok(members("from", day(DAYS), "to", day(1), "products", products));
        return products.isEmpty() ? answer.as("200 without sales") : answer;
    }

    ExpectedReply explained() {
        List<Map.Entry<Long, Long>> best = best();
        List<Map<String, Object>> days = new ArrayList<>();
        for (int back = DAYS; back >= 1; back--) {
            Map<Long, Long> units = unitsOf(day(back));
            List<Map<String, Object>> products = best.stream()
                    .limit(LISTED)
                    .map(entry -> members("productId", entry.getKey(), "units", units.getOrDefault(entry.getKey(), 0L)))
                    .toList();
            days.add(members("date", day(back), "source", Free.TEXT, "products", products));
        }
        Map<String, Object> members = members("from", day(DAYS), "to", day(1), "products", listed(best), "days", days);
        if (best.size() <= LISTED) {
            return ExpectedReply.ok(members);
        }
        members.put("firstOut", firstOut(best.get(LISTED)));
        return ExpectedReply.ok(members).as("200 with a first out");
    }

    /** A day's sales counted again. */
    ExpectedReply count(LocalDate day) {
        if (!day.isBefore(clock.today())) {
            throw ExpectedReply.malformed().thrown();
        }
        Map<Long, Long> units = unitsOf(day);
        long sum = units.values().stream().mapToLong(Long::longValue).sum();
        ExpectedReply answer = ExpectedReply.ok(members("date", day, "products", units.size(), "units", sum));
        return sum == 0 ? answer.as("200 without sales") : answer;
    }

    /** Units by product in the orders that were paid on the day and not refunded. */
    Map<Long, Long> unitsOf(LocalDate day) {
        Map<Long, Long> units = new TreeMap<>();
        for (Order order : orders.all()) {
            if (order.is("PAID") && order.day().equals(day)) {
                for (Line line : order.lines) {
                    units.merge(line.productId(), line.quantity(), Long::sum);
                }
            }
        }
        return units;
    }

    private LocalDate day(int back) {
        return clock.today().minusDays(back);
    }

    /** All that was sold in the three days and is on sale, the most first. */
    private List<Map.Entry<Long, Long>> best() {
        Map<Long, Long> sums = new TreeMap<>();
        for (int back = 1; back <= DAYS; back++) {
            unitsOf(day(back)).forEach((id, units) -> sums.merge(id, units, Long::sum));
        }
        sums.keySet().removeIf(id -> !shelf.require(id).onSale);
        List<Map.Entry<Long, Long>> best = new ArrayList<>(sums.entrySet());
        best.sort(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        return best;
    }

    private List<Map<String, Object>> listed(List<Map.Entry<Long, Long>> best) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Map.Entry<Long, Long> entry : best.subList(0, Math.min(LISTED, best.size()))) {
            Item item = shelf.require(entry.getKey());
            listed.add(members(
                    "rank",
                    listed.size() + 1,
                    "productId",
                    item.id,
                    "name",
                    item.name,
                    "price",
                    item.price,
                    "units",
                    entry.getValue()));
        }
        return listed;
    }

    private Map<String, Object> firstOut(Map.Entry<Long, Long> entry) {
        Item item = shelf.require(entry.getKey());
        return members("productId", item.id, "name", item.name, "price", item.price, "units", entry.getValue());
    }
}
