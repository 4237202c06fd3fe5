package io.jangteo.reference;

import io.jangteo.reference.OrderBook.Order;
import io.jangteo.reference.Wallets.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the reference answered at moments that have passed. */
final class Past {
    /** Of copies of coupons. */
    static final List<String> STATUSES = List.of("ISSUED", "USED", "EXPIRED", "REVOKED");

    static final Set<String> ANY_STATUS = Set.copyOf(STATUSES);
    private static final int PAGE = 20;

    private final List<Seen> all = new ArrayList<>();

    record Seen(String question, ExpectedReply answer) {
        Step step() {
            return new Step("look back", ModelCall.get(question), (shop, told) -> answer);
        }
    }

    /**
     * Remembers what is answered before time goes by. The shop's clock is less than a slack ahead of the reference's,
     * and nothing is due within it: at its end all that was done is done, and nothing else.
     */
    void remember(ReferenceShop shop, Duration goingBy) {
        if (goingBy.compareTo(ReferenceClock.SLACK) <= 0) {
            return;
        }
        Instant moment = shop.clock.now().plus(ReferenceClock.SLACK);
        for (Wallet wallet : shop.wallets.all()) {
            String user = "/users/" + wallet.id;
            add(user + "?at=" + moment, shop.wallets.get(wallet.id));
            add(user + "/orders?at=" + moment, shop.orders.ofUser(wallet.id, PAGE));
            add(user + "/coupons?at=" + moment, shop.offers.ofUser(wallet.id, ANY_STATUS));
        }
        for (Order order : shop.orders.all()) {
            String question = "/orders/" + order.id + "?userId=" + order.userId + "&at=" + moment;
            add(question, shop.orders.get(order.id, order.userId));
        }
    }

    List<Seen> all() {
        return all;
    }

    private void add(String question, ExpectedReply answer) {
        all.add(new Seen(question, answer));
    }
}
