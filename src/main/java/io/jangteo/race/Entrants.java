package io.jangteo.race;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Discount;
import io.jangteo.coupon.NewCoupon;
import io.jangteo.coupon.Offers;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.Tx;
import io.jangteo.order.Orders;
import io.jangteo.product.NewProduct;
import io.jangteo.product.ProductChange;
import io.jangteo.product.Products;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The users of a race and what they compete for.
 *
 * @param prizeId of the coupon, or of the product
 * @param userIds in the order in which they ask
 * @param databaseId the database that contains them
 */
record Entrants(NewRace.Kind kind, long prizeId, Long[] userIds, String databaseId) {
    /** Bounds one write, since all other writers wait for it. */
    private static final int USERS_PER_WRITE = 1_000;

    private static final long DISCOUNT_WON = 1_000;
    private static final long PRICE_WON = 1_000;
    private static final long VALID_DAYS = 7;
    private static final String REASON = "경주가 끝남";

    /**
     * Creates the users in several writes and, with the last of them, the offer or the product. If a later write is
     * refused, the users of earlier ones stay in the shop.
     *
     * @param seed determines the order in which they ask
     */
    static Entrants create(
            Database database, Users users, Coupons coupons, Products products, NewRace wanted, long seed) {
        int count = Math.toIntExact(wanted.users());
        Long[] userIds = new Long[count];
        int last = (count - 1) / USERS_PER_WRITE * USERS_PER_WRITE;
        for (int from = 0; from < last; from += USERS_PER_WRITE) {
            int first = from;
            database.run(tx -> createUsers(tx, users, userIds, first));
        }
        Entrants entrants = database.write(tx -> {
            createUsers(tx, users, userIds, last);
            long prizeId = wanted.kind() == NewRace.Kind.ORDERS
                    ? products.create(tx, product(wanted.coupons())).id()
                    : coupons.create(tx, offer(wanted.coupons())).id();
            return new Entrants(wanted.kind(), prizeId, userIds, DatabaseId.of(tx.handle()));
        });
        Collections.shuffle(Arrays.asList(userIds), new Random(seed));
        return entrants;
    }

    /**
     * Takes what the race has created out of the shop's lists, in several writes: the prize with all that was got of
     * it, and then the users to whom nothing is left.
     *
     * @param orderIds of the orders that the users got
     */
    void remove(Database database, Users users, Offers offers, Products products, Orders orders, List<Long> orderIds) {
        if (kind == NewRace.Kind.COUPONS) {
            database.run(tx -> offers.remove(tx, prizeId));
        } else {
            database.run(tx -> products.change(tx, prizeId, new ProductChange(null, null, false)));
            inPieces(orderIds, piece -> database.run(tx -> piece.forEach(id -> orders.cancelUnpaid(tx, id, REASON))));
        }
        inPieces(Arrays.asList(userIds), piece -> database.run(tx -> piece.forEach(id -> users.removeUnused(tx, id))));
    }

    private static void inPieces(List<Long> ids, Consumer<List<Long>> work) {
        for (int from = 0; from < ids.size(); from += USERS_PER_WRITE) {
            work.accept(ids.subList(from, Math.min(from + USERS_PER_WRITE, ids.size())));
        }
    }

    private static void createUsers(Tx tx, Users users, Long[] userIds, int from) {
        int end = Math.min(from + USERS_PER_WRITE, userIds.length);
        for (int i = from; i < end; i++) {
            userIds[i] = users.create(tx, new NewUser("참가자 " + (i + 1), null)).id();
        }
    }

    private static NewProduct product(long stock) {
        return new NewProduct("마지막 " + stock + "개 경주", PRICE_WON, stock, null);
    }

    private static NewCoupon offer(long quantity) {
        return new NewCoupon(
                "선착순 " + quantity + "명 경주",
                new Discount.Fixed(DISCOUNT_WON),
                0L,
                quantity,
                null,
                null,
                VALID_DAYS,
                null);
    }
}
