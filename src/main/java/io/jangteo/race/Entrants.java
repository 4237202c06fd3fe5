package io.jangteo.race;

import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Discount;
import io.jangteo.coupon.NewCoupon;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.Tx;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/**
 * The users of a race and the coupon they compete for.
 *
 * @param userIds in the order in which they ask
 * @param databaseId the database that contains them
 */
record Entrants(long couponId, Long[] userIds, String databaseId) {
    /** Bounds one write, since all other writers wait for it. */
    private static final int USERS_PER_WRITE = 1_000;

    private static final long DISCOUNT_WON = 1_000;
    private static final long VALID_DAYS = 7;

    /**
     * Creates the users in several writes and, with the last of them, the offer. If a later write is refused, the users
     * of earlier ones stay in the shop.
     *
     * @param seed determines the order in which they ask
     */
    static Entrants create(Database database, Users users, Coupons coupons, NewRace wanted, long seed) {
        int count = Math.toIntExact(wanted.users());
        Long[] userIds = new Long[count];
        int last = (count - 1) / USERS_PER_WRITE * USERS_PER_WRITE;
        for (int from = 0; from < last; from += USERS_PER_WRITE) {
            int first = from;
            database.run(tx -> createUsers(tx, users, userIds, first));
        }
        Entrants entrants = database.write(tx -> {
            createUsers(tx, users, userIds, last);
            long couponId = coupons.create(tx, offer(wanted.coupons())).id();
            return new Entrants(couponId, userIds, DatabaseId.of(tx.handle()));
        });
        Collections.shuffle(Arrays.asList(userIds), new Random(seed));
        return entrants;
    }

    private static void createUsers(Tx tx, Users users, Long[] userIds, int from) {
        int end = Math.min(from + USERS_PER_WRITE, userIds.length);
        for (int i = from; i < end; i++) {
            userIds[i] = users.create(tx, new NewUser("참가자 " + (i + 1), null)).id();
        }
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
