package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Thousands of almost valid requests: none makes the server fail, every reply conforms to the document, and a refused
 * request has no effect. {@code -Dfuzz.seed=...} and {@code -Dfuzz.requests=...} choose other and more requests.
 */
@BothEngines
@Tag("wide")
@Tag("slow")
class RequestFuzzTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final long SEED = Long.getLong("fuzz.seed", 20261122);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_400);
    /** Requests between resets, so that there is always something left to refuse. */
    private static final int ROUND = 150;

    @Test
    void requests_that_are_almost_right_do_no_harm() {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int sent = 0; sent < REQUESTS; sent += ROUND) {
            SHOP.admin().post("/admin/reset").require(200);
            try (DocumentedDoor door = new DocumentedDoor(SHOP)) {
                round(door, SEED + sent, statuses);
            }
            SHOP.assertBalanced();
        }
        assertThat(statuses.keySet()).contains(200, 201, 400, 401, 404, 405, 409, 415);
        assertThat(statuses.get(400)).isGreaterThan(REQUESTS / 4);
    }

    private static void round(DocumentedDoor door, long seed, Map<Integer, Integer> statuses) {
        RequestMutations mutations =
                new RequestMutations(seed, List.copyOf(Examples.in(SHOP, door).values()));
        Map<String, List<String>> before = door.tables();
        for (int i = 0; i < ROUND; i++) {
            RawRequest request = mutations.next();
            Response reply = door.ask(request);
            String what = "request %d of seed %d: %s%n  was answered %s".formatted(i, seed, request, reply);
            assertThat(door.faults(request, reply)).as(what).isEmpty();
            if (reply.status() >= 400 || !List.of("POST", "PATCH").contains(request.method())) {
                assertThat(door.tablesNow()).as(what).isEqualTo(before);
            } else {
                assertThat(isUtf8(request.body())).as(what).isTrue();
                before = door.tables();
            }
            statuses.merge(reply.status(), 1, Integer::sum);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException thrown) {
            return false;
        }
    }
}
