package io.jangteo.reference;

import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.OrderBook.Line;
import io.jangteo.reference.OrderBook.Order;
import io.jangteo.reference.Shelf.Movement;
import io.jangteo.reference.Wallets.Entry;
import io.jangteo.reference.Wallets.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/** The whole shop in plain memory: its parts, what time does to them, and what has to be stored of them. */
final class ReferenceShop {
    final ReferenceClock clock;
    final Wallets wallets;
    final Shelf shelf;
    final Offers offers;
    final KeptOffers keptOffers;
    final OrderBook orders;
    final Popularity popularity;
    final KeptReplies kept;
    final Past past = new Past();

    ReferenceShop(Instant now) {
        clock = new ReferenceClock(now);
        wallets = new Wallets(clock);
        shelf = new Shelf();
        offers = new Offers(clock, wallets);
        keptOffers = new KeptOffers(offers);
        orders = new OrderBook(clock, wallets, shelf, offers);
        popularity = new Popularity(clock, shelf, orders);
        kept = new KeptReplies(clock);
    }

    ExpectedReply advance(Duration duration) {
        past.remember(this, duration);
        clock.advance(duration);
        orders.expire();
        return ExpectedReply.ok(ExpectedReply.members("now", clock.around()));
    }

    /** The lines that have to stand in each table, with the sales of those days that are said to be computed. */
    Map<String, String> sections(List<LocalDate> computedDays) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("users", lines(wallets.all(), (wallet, lines) -> lines.add(wallet.id + " " + wallet.balance)));
        sections.put("entries", lines(wallets.all(), ReferenceShop::entries));
        sections.put(
                "products",
                lines(
                        shelf.all(),
                        (item, lines) -> lines.add(item.id + " " + item.name + " " + item.price + " " + item.stock
                                + (item.onSale ? "" : " off sale"))));
        sections.put("movements", lines(shelf.all(), ReferenceShop::movements));
        sections.put(
                "coupons",
                lines(
                        offers.all(),
                        (offer, lines) -> lines.add(offer.id + " " + offer.issued + " of " + offer.terms.quantity()
                                + (offer.isClosed ? " closed" : ""))));
        sections.put("copies", lines(offers.copies(), ReferenceShop::copy));
        sections.put("orders", lines(orders.all(), ReferenceShop::order));
        sections.put("lines", lines(orders.all(), ReferenceShop::orderLines));
        sections.put(
                "messages", lines(orders.notices(), (told, lines) -> lines.add(told.order().id + " " + told.type())));
        sections.put(
                "sales",
                lines(
                        computedDays,
                        (day, lines) -> popularity
                                .unitsOf(day)
                                .forEach((id, units) -> lines.add(day + " " + id + " " + units))));
        return sections;
    }

    private static <T> String lines(List<T> rows, BiConsumer<T, StringJoiner> writer) {
        StringJoiner lines = new StringJoiner("\n");
        rows.forEach(row -> writer.accept(row, lines));
        return lines.toString();
    }

    private static void entries(Wallet wallet, StringJoiner lines) {
        for (Entry entry : wallet.entries) {
            lines.add(wallet.id + " " + entry.kind() + " " + entry.amount() + " " + entry.balanceAfter() + " "
                    + orDash(entry.reference()));
        }
    }

    private static void movements(Shelf.Item item, StringJoiner lines) {
        for (Movement movement : item.movements) {
            lines.add(item.id + " " + movement.kind() + " " + movement.delta() + " " + movement.stockAfter() + " "
                    + movement.reference());
        }
    }

    private static void copy(Copy copy, StringJoiner lines) {
        lines.add(copy.id + " " + copy.offer.id + " " + copy.userId + " " + copy.rank + " "
                + copy.issuedAt.toEpochMilli() + " " + copy.expiresAt().toEpochMilli() + " " + orDash(copy.orderId)
                + (copy.isRevoked ? " revoked" : ""));
    }

    private static void order(Order order, StringJoiner lines) {
        boolean paid = order.paidAt != null;
        lines.add(order.id + " " + order.userId + " " + order.status + " " + order.itemsAmount() + " "
                + order.discount + " " + order.total() + " " + orDash(order.couponId()) + " "
                + order.createdAt.toEpochMilli() + " " + order.expiresAt().toEpochMilli() + " "
                + (paid ? order.paidAt.toEpochMilli() : "-") + " " + (paid ? order.day() : "-"));
    }

    private static void orderLines(Order order, StringJoiner lines) {
        for (Line line : order.lines) {
            lines.add(order.id + " " + line.productId() + " " + line.name() + " " + line.unitPrice() + " "
                    + line.quantity() + " " + line.amount());
        }
    }

    private static Object orDash(Object value) {
        return value == null ? "-" : value;
    }
}
