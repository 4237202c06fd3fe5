package io.jangteo.race;

import io.jangteo.problem.Expect;

/**
 * A request to run a race.
 *
 * @param coupons the number of coupons, 1 to 10,000
 * @param users the number of users, who ask once each, 1 to 20,000
 * @param concurrency how many ask at the same time, 1 to 256
 */
public record NewRace(Long coupons, Long users, Long concurrency) {
    public static final int COUPONS_MAX = 10_000;
    /** Users stay in the shop: enough for a visible rush, few enough for a demo shop. */
    public static final int USERS_MAX = 20_000;
    /** Each takes a thread and a connection; the server itself processes fewer writes at a time. */
    public static final int CONCURRENCY_MAX = 256;

    public NewRace {
        Expect.between("coupons", 1, COUPONS_MAX, coupons);
        Expect.between("users", 1, USERS_MAX, users);
        Expect.between("concurrency", 1, CONCURRENCY_MAX, concurrency);
    }
}
