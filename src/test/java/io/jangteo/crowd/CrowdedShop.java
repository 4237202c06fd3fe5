package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.cluster.RoundRobin;
import io.jangteo.wire.Crowd;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A shop for whole crowds: what a test does with one user or order, done with many. */
final class CrowdedShop {
    /** Callers who come together where it does not matter who comes first. */
    private static final int GROUP = 200;

    private static final long SEED = 20261122;

    private final List<String> instances;
    private final Crowd crowd;

    CrowdedShop(String baseUrl) {
        this(List.of(baseUrl));
    }

    /** @param instances their addresses: the next caller goes to the next one, so that each crowd is at all of them */
    CrowdedShop(List<String> instances) {
        this.instances = instances;
        this.crowd = new Crowd(new RoundRobin(instances)::next);
    }

    List<Response> rush(List<RawRequest> calls) {
        return crowd.rush(calls);
    }

    /** {@link Crowd#rush(List, Consumer)}. */
    List<Response> rush(List<RawRequest> calls, Consumer<IntSupplier> meanwhile) {
        return crowd.rush(calls, meanwhile);
    }

    /** The same in {@link #mixed} order; the replies are in the order of the calls that were given. */
    List<Response> rushMixed(List<RawRequest> calls) {
        List<Integer> order = mixed(IntStream.range(0, calls.size()).boxed().toList());
        List<Response> replies = rush(order.stream().map(calls::get).toList());
        Response[] sorted = new Response[calls.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[order.get(i)] = replies.get(i);
        }
        return List.of(sorted);
    }

    /** The same call from many callers. */
    List<Response> rush(int times, RawRequest call) {
        return crowd.rush(Collections.nCopies(times, call));
    }

    List<Long> users(int count, long points) {
        List<Long> users = ids(IntStream.range(0, count)
                .mapToObj(i -> Calls.administration("/users", Map.of("name", "손님 " + i)))
                .toList());
        if (points > 0) {
            all(each(
                    users,
                    user -> Calls.administration(
                            "/users/" + user + "/points/adjust", Map.of("amount", points, "reason", "시험"))));
        }
        return users;
    }

    long user(long points) {
        return users(1, points).get(0);
    }

    long product(long price, long stock) {
        Map<String, Object> product = Map.of("name", "사과", "price", price, "stock", stock);
        return one(Calls.administration("/products", product)).number("id");
    }

    /** Creates an offer with a fixed discount, open now, valid for 30 days. */
    long coupon(long amount, long quantity) {
        Map<String, Object> discount = Map.of("type", "FIXED", "amount", amount);
        Map<String, Object> coupon =
                Map.of("name", "쿠폰", "discount", discount, "minOrderAmount", 0, "quantity", quantity, "validDays", 30);
        return one(Calls.administration("/coupons", coupon)).number("id");
    }

    long issue(long couponId, long user) {
        return issue(couponId, List.of(user)).get(0);
    }

    /** A copy of the coupon for each user, in the order of the users. */
    List<Long> issue(long couponId, List<Long> users) {
        return ids(each(users, user -> Calls.issue(couponId, user)));
    }

    /** An order of one unit by each user, in the order of the users. */
    List<Placed> orders(List<Long> users, long productId) {
        return placed(each(users, user -> Calls.order(user, null, List.of(productId))));
    }

    /** Orders of one unit, all of one user, who names the coupon in each if there is one. */
    List<Placed> orders(int count, long user, long productId, @Nullable Long issuedCouponId) {
        return placed(Collections.nCopies(count, Calls.order(user, issuedCouponId, List.of(productId))));
    }

    List<Placed> placed(List<RawRequest> orders) {
        return all(orders).stream()
                .map(reply -> new Placed(reply.number("id"), reply.number("userId")))
                .toList();
    }

    /** What is answered to calls none of which may be refused, in their order. */
    List<Response> all(List<RawRequest> calls) {
        List<Response> replies = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += GROUP) {
            replies.addAll(crowd.rush(calls.subList(from, Math.min(calls.size(), from + GROUP))));
        }
        assertThat(replies)
                .filteredOn(reply -> !reply.isSuccess())
                .as("refusals to those who come in peace")
                .isEmpty();
        return replies;
    }

    Response one(RawRequest call) {
        return all(List.of(call)).get(0);
    }

    /** Moves the clock of each instance ahead; on return, everything due by then is done. */
    void advance(Duration duration) {
        all(Collections.nCopies(
                instances.size(), Calls.administration("/clock/advance", Map.of("duration", duration.toString()))));
    }

    long points(long user) {
        return points(List.of(user)).get(0);
    }

    long stock(long product) {
        return one(Calls.get("/products/" + product)).number("stock");
    }

    /** The kinds of a user's point entries, newest first. */
    List<String> entries(long user) {
        return one(Calls.get("/users/" + user + "/points/history")).json().findValuesAsText("kind");
    }

    /** The messages for the data platform, by their orders. */
    List<String> deliveries() {
        return one(Calls.administration("GET", "/deliveries")).json().findValuesAsText("orderId");
    }

    /** The points of each user. */
    List<Long> points(List<Long> users) {
        return all(each(users, user -> Calls.get("/users/" + user))).stream()
                .map(reply -> reply.number("point"))
                .toList();
    }

    /** The status of each order. */
    List<String> statuses(List<Placed> orders) {
        return all(each(orders, Calls::show)).stream()
                .map(reply -> reply.text("status"))
                .toList();
    }

    /** The status of the one coupon of each user. */
    List<String> couponStatuses(List<Long> users) {
        return all(each(users, user -> Calls.get("/users/" + user + "/coupons"))).stream()
                .map(reply -> String.join(",", reply.json().findValuesAsText("status")))
                .toList();
    }

    static <T> List<RawRequest> each(Collection<T> things, Function<T, RawRequest> call) {
        return things.stream().map(call).toList();
    }

    /** How often each of two outcomes is expected; one that is not expected at all is left out. */
    static Map<String, Integer> counts(String one, int ofOne, String other, int ofOther) {
        Map<String, Integer> counts = new TreeMap<>(Map.of(one, ofOne, other, ofOther));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** The calls in no particular order, which is the same in each run. */
    static <T> List<T> mixed(Collection<T> things) {
        List<T> mixed = new ArrayList<>(things);
        Collections.shuffle(mixed, new Random(SEED));
        return mixed;
    }

    private List<Long> ids(List<RawRequest> calls) {
        return all(calls).stream().map(reply -> reply.number("id")).toList();
    }
}
