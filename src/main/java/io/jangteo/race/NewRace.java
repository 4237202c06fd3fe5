package io.jangteo.race;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.jangteo.problem.Expect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to run a race.
 *
 * @param coupons the number of coupons, or of units of the product, 1 to 10,000
 * @param users the number of users, who ask once each, 1 to 20,000
 * @param concurrency how many ask at the same time, 1 to 256
 * @param rush what they rush for; coupons by default
 * @param warmUp whether the server first answers dry runs of the same requests, which are not counted; no by default
 * @param cleanUp whether what the race has created leaves the lists after the verdict; no by default. The offer, its
 *     coupons and the users are removed. Orders remain, as the books keep the movements of stock: they are cancelled,
 * the product is taken off sale, and their users stay.
 */
public record NewRace(
        Long coupons,
        Long users,
        Long concurrency,
        @Nullable Kind rush,
        @Nullable Boolean warmUp,
        @Nullable Boolean cleanUp) {
    /** What the users of a race rush for. */
    @JsonTypeName("RaceRush")
    public enum Kind {
        /** The coupons of a new offer. */
        COUPONS,
        /** The last units of a new product, which each user orders one of. */
        ORDERS
    }

    public static final int COUPONS_MAX = 10_000;
    /** Users may stay in the shop: enough for a visible rush, few enough for a demo shop. */
    public static final int USERS_MAX = 20_000;
    /** Each takes a thread and a connection; the server itself processes fewer writes at a time. */
    public static final int CONCURRENCY_MAX = 256;

    public NewRace {
        Expect.between("coupons", 1, COUPONS_MAX, coupons);
        Expect.between("users", 1, USERS_MAX, users);
        Expect.between("concurrency", 1, CONCURRENCY_MAX, concurrency);
    }

    /** Returns what the users rush for. */
    Kind kind() {
        return Objects.requireNonNullElse(rush, Kind.COUPONS);
    }

    boolean warmsUp() {
        return Boolean.TRUE.equals(warmUp);
    }

    boolean cleansUp() {
        return Boolean.TRUE.equals(cleanUp);
    }
}
