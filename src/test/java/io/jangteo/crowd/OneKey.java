package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Requests that are each sent many times at once with one Idempotency-Key: one effect for each, and one reply for all
 * who sent it; also where the key was refused many times before.
 *
 * @param users each orders, pays, charges, and orders what is sold out until there is more of it, with a key for each
 * @param times how often each request is sent
 */
record OneKey(int users, int times) implements Scenario {
    private static final String IN_PROGRESS = "409 REQUEST_IN_PROGRESS";
    private static final String SOLD_OUT = "409 OUT_OF_STOCK";

    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(this.users, 100_000);
        long product = shop.product(10_000, this.users * times);
        long soldOut = shop.product(10_000, 0);

        List<Response> placed =
                firstReplies(shop, "201", keyed("order", users, user -> Calls.order(user, null, List.of(product))));
        List<Response> paid = firstReplies(
                shop,
                "200",
                keyed("pay", placed, order -> Calls.pay(new Placed(order.number("id"), order.number("userId")))));
        List<RawRequest> wanting = keyed("want", users, user -> Calls.order(user, null, List.of(soldOut)));
        refusals(shop, wanting);
        shop.one(Calls.administration(
                "/products/" + soldOut + "/stock", Map.of("delta", this.users * times, "reason", "입고")));
        firstReplies(shop, "201", wanting);
        firstReplies(shop, "200", keyed("charge", users, user -> Calls.charge(user, 5_000)));

        assertThat(placed)
                .as("the places")
                .allSatisfy(order ->
                        assertThat(order.header("Location")).isEqualTo("/api/v1/orders/" + order.number("id")));
        assertThat(paid)
                .as("the orders")
                .allSatisfy(order -> assertThat(order.text("status")).isEqualTo("PAID"));
        assertThat(shop.stock(product)).as("the stock").isEqualTo(this.users * (times - 1L));
        assertThat(shop.stock(soldOut)).as("the stock that was sold out").isEqualTo(this.users * (times - 1L));
        assertThat(shop.points(users)).as("the points").containsOnly(95_000L);
        assertThat(users)
                .as("the entries")
                .allSatisfy(user -> assertThat(shop.entries(user)).containsExactly("CHARGE", "SPEND", "ADJUST"));
    }

    /** A call with a key of its own for each of the things. */
    private static <T> List<RawRequest> keyed(String name, List<T> things, Function<T, RawRequest> call) {
        return IntStream.range(0, things.size())
                .mapToObj(i -> call.apply(things.get(i)).header("Idempotency-Key: " + name + " " + i))
                .toList();
    }

    /** Sends each call many times, all at once, while every one of them is refused. */
    private void refusals(CrowdedShop shop, List<RawRequest> calls) {
        List<Response> replies =
                shop.rush(mixedOrder(calls).stream().map(calls::get).toList());
        assertThat(replies)
                .as("the refusals")
                .allSatisfy(reply -> assertThat(reply.outcome()).isIn(SOLD_OUT, IN_PROGRESS))
                .noneMatch(OneKey::isReplayed)
                .anyMatch(reply -> reply.outcome().equals(SOLD_OUT));
    }

    private List<Integer> mixedOrder(List<RawRequest> calls) {
        return CrowdedShop.mixed(IntStream.range(0, calls.size() * times)
                .mapToObj(i -> i % calls.size())
                .toList());
    }

    /** Sends each call many times, all at once, and answers the one reply to each. */
    private List<Response> firstReplies(CrowdedShop shop, String outcome, List<RawRequest> calls) {
        List<Integer> order = mixedOrder(calls);
        List<Response> replies = shop.rush(order.stream().map(calls::get).toList());
        List<Response> later = shop.rush(calls);

        List<List<Response>> byKey = new ArrayList<>();
        calls.forEach(call -> byKey.add(new ArrayList<>()));
        IntStream.range(0, order.size()).forEach(i -> byKey.get(order.get(i)).add(replies.get(i)));
        return IntStream.range(0, calls.size())
                .mapToObj(i -> firstReply(outcome, byKey.get(i), later.get(i)))
                .toList();
    }

    /**
     * Answers the one first reply, of which everything else that was answered has to be a repetition.
     *
     * @param later the reply to the same request when the crowd has gone
     */
    static Response firstReply(String outcome, List<Response> replies, Response later) {
        List<Response> first = replies.stream()
                .filter(reply -> !isReplayed(reply) && !reply.outcome().equals(IN_PROGRESS))
                .toList();
        assertThat(first).as("the first reply").extracting(Response::outcome).containsExactly(outcome);
        assertThat(replies)
                .as("those who are to come again")
                .filteredOn(reply -> reply.outcome().equals(IN_PROGRESS))
                .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEqualTo("1"));
        assertThat(replies)
                .as("the repetitions")
                .filteredOn(OneKey::isReplayed)
                .allSatisfy(reply -> assertThat(content(reply)).isEqualTo(content(first.get(0))));
        assertThat(isReplayed(later)).as("the repetition after the crowd").isTrue();
        assertThat(content(later)).as("the repetition after the crowd").isEqualTo(content(first.get(0)));
        return first.get(0);
    }

    private static boolean isReplayed(Response reply) {
        return "true".equals(reply.header("Idempotent-Replayed"));
    }

    private static List<Object> content(Response reply) {
        return Arrays.asList(reply.status(), reply.header("Content-Type"), reply.header("Location"), reply.text());
    }
}
