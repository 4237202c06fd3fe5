package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Requests that are each sent many times at once with one Idempotency-Key: one effect for each, and one reply for all
 * who sent it.
 *
 * @param users each orders, pays, charges, and asks for what is sold out, with a key for each
 * @param times how often each request is sent
 */
record OneKey(int users, int times) implements Scenario {
    private static final String IN_PROGRESS = "409 REQUEST_IN_PROGRESS";

    @Override
    public void run(CrowdedShop shop) {
        List<Long> users = shop.users(this.users, 100_000);
        long product = shop.product(10_000, this.users * times);
        long soldOut = shop.product(10_000, 0);

        List<Reply> placed =
                firstReplies(shop, "201", CrowdedShop.each(users, user -> Call.order(user, null, List.of(product))));
        List<Reply> paid = firstReplies(
                shop,
                "200",
                CrowdedShop.each(placed, order -> Call.pay(new Placed(order.number("id"), order.number("userId")))));
        firstReplies(
                shop, "409 OUT_OF_STOCK", CrowdedShop.each(users, user -> Call.order(user, null, List.of(soldOut))));
        firstReplies(shop, "200", CrowdedShop.each(users, user -> Call.charge(user, 5_000)));

        assertThat(placed)
                .as("the places")
                .allSatisfy(order ->
                        assertThat(order.header("Location")).isEqualTo("/api/v1/orders/" + order.number("id")));
        assertThat(paid)
                .as("the orders")
                .allSatisfy(order -> assertThat(order.text("status")).isEqualTo("PAID"));
        assertThat(shop.stock(product)).as("the stock").isEqualTo(this.users * (times - 1L));
        assertThat(shop.points(users)).as("the points").containsOnly(95_000L);
        assertThat(users)
                .as("the entries")
                .allSatisfy(user -> assertThat(shop.entries(user)).containsExactly("CHARGE", "SPEND", "ADJUST"));
    }

    /** Sends each call many times, all at once, and answers the one reply to each. */
    private List<Reply> firstReplies(CrowdedShop shop, String outcome, List<Call> calls) {
        List<Call> keyed = IntStream.range(0, calls.size())
                .mapToObj(i -> calls.get(i).with("Idempotency-Key", calls.get(i).path() + " " + outcome + " " + i))
                .toList();
        List<Integer> order = CrowdedShop.mixed(IntStream.range(0, calls.size() * times)
                .mapToObj(i -> i % calls.size())
                .toList());

        List<Reply> replies = shop.rush(order.stream().map(keyed::get).toList());
        List<Reply> later = shop.rush(keyed);

        List<List<Reply>> byKey = new ArrayList<>();
        calls.forEach(call -> byKey.add(new ArrayList<>()));
        IntStream.range(0, order.size()).forEach(i -> byKey.get(order.get(i)).add(replies.get(i)));
        return IntStream.range(0, calls.size())
                .mapToObj(i -> firstReply(outcome, byKey.get(i), later.get(i)))
                .toList();
    }

    private static Reply firstReply(String outcome, List<Reply> replies, Reply later) {
        List<Reply> first = replies.stream()
                .filter(reply -> !isReplayed(reply) && !reply.outcome().equals(IN_PROGRESS))
                .toList();
        assertThat(first).as("the first reply").extracting(Reply::outcome).containsExactly(outcome);
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

    private static boolean isReplayed(Reply reply) {
        return "true".equals(reply.header("Idempotent-Replayed"));
    }

    private static List<Object> content(Reply reply) {
        return Arrays.asList(reply.status(), reply.header("Content-Type"), reply.header("Location"), reply.body());
    }
}
