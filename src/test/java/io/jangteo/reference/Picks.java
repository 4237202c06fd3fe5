package io.jangteo.reference;

import io.jangteo.reference.Offers.Copy;
import io.jangteo.reference.OrderBook.Order;
import io.jangteo.reference.Shelf.Item;
import io.jangteo.reference.Wallets.Wallet;

/** Chooses whom and what a call is about: mostly what there is. */
final class Picks {
    /** No user, product, coupon or order has it. */
    static final long NOBODY = 999_999_999L;

    private static final int KNOWN_PERCENT = 95;

    final ReferenceShop shop;
    final Dice dice;

    Picks(ReferenceShop shop, Dice dice) {
        this.shop = shop;
        this.dice = dice;
    }

    long user() {
        return dice.chance(KNOWN_PERCENT) ? dice.one(shop.wallets.all()).id : NOBODY;
    }

    /** Mostly this one. */
    long userLike(long userId) {
        return dice.chance(88) ? userId : user();
    }

    /** 0 for nobody. */
    long balance(long userId) {
        return shop.wallets.all().stream()
                .filter(wallet -> wallet.id == userId)
                .mapToLong((Wallet wallet) -> wallet.balance)
                .sum();
    }

    Item item() {
        return dice.one(shop.shelf.all());
    }

    long product() {
        return dice.chance(KNOWN_PERCENT) ? item().id : NOBODY;
    }

    long coupon() {
        return dice.chance(KNOWN_PERCENT) ? dice.one(shop.offers.all()).id : NOBODY;
    }

    /** Preferably one of this status; one that nobody placed if there is none. */
    Order order(String status) {
        Order order = dice.preferred(shop.orders.all(), candidate -> candidate.is(status));
        if (order != null && dice.chance(KNOWN_PERCENT)) {
            return order;
        }
        Order unknown = new Order();
        unknown.id = NOBODY;
        unknown.userId = user();
        return unknown;
    }

    /** This one if there is such, else any. */
    long knownCoupon(long couponId) {
        return couponId == NOBODY ? dice.one(shop.offers.all()).id : couponId;
    }

    boolean isClosed(long couponId) {
        return shop.offers.all().stream().anyMatch(offer -> offer.id == couponId && offer.isClosed);
    }

    /** Preferably one of this status; null if there is none at all. */
    Copy copy(String status) {
        return dice.preferred(
                shop.offers.copies(), candidate -> shop.offers.status(candidate).equals(status));
    }

    boolean isUsable(Copy copy) {
        return shop.offers.status(copy).equals("ISSUED");
    }

    /** What no JSON reader that is strict takes for this request. */
    String spoiled(String body) {
        String more = "\"surprise\":1";
        String twice = body.substring(0, body.length() - 1) + "," + body.substring(1);
        return dice.of(
                "",
                "null",
                "[]",
                "nonsense",
                body + "}",
                body + body,
                body.substring(0, body.length() - 1),
                twice,
                body.replaceFirst("\\{", "{" + more + (body.equals("{}") ? "" : ",")));
    }
}
