package io.jangteo.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** One request with one Idempotency-Key, sent many times at once: one effect, and one reply for all. */
record OneKey(int times) implements Scenario {
    private static final String IN_PROGRESS = "409 REQUEST_IN_PROGRESS";

    @Override
    public void run(CrowdedShop shop) {
        long user = shop.user(100_000);
        long product = shop.product(10_000, times);
        long soldOut = shop.product(10_000, 0);

        Reply placed = assertOneReply(shop, "201", Call.order(user, null, List.of(product)));
        Reply paid = assertOneReply(shop, "200", Call.pay(new Placed(placed.number("id"), user)));
        assertOneReply(shop, "409 OUT_OF_STOCK", Call.order(user, null, List.of(soldOut)));
        assertOneReply(shop, "200", Call.charge(user, 5_000));

        assertThat(placed.header("Location")).as("the place").isEqualTo("/api/v1/orders/" + placed.number("id"));
        assertThat(paid.text("status")).as("the order").isEqualTo("PAID");
        assertThat(shop.stock(product)).as("the stock").isEqualTo(times - 1);
        assertThat(shop.points(user)).as("the points").isEqualTo(95_000);
        assertThat(shop.entries(user)).as("the entries").containsExactly("CHARGE", "SPEND", "ADJUST");
    }

    /** Sends the call with a key of its own and answers the first reply. */
    private Reply assertOneReply(CrowdedShop shop, String outcome, Call call) {
        Call keyed = call.with("Idempotency-Key", call.path() + " " + outcome);

        List<Reply> replies = shop.rush(times, keyed);
        Reply later = shop.rush(1, keyed).get(0);

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
