package io.jangteo.demo;

import io.jangteo.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The data in {@code db/demo}.
 *
 * @param history in the order in which it happened
 */
record DemoData(List<DemoUser> users, List<DemoProduct> products, List<DemoCoupon> coupons, List<DemoEvent> history) {

    /** Read once a process, which may have many demo shops. */
    private static final class InJar {
        static final DemoData DATA = read(new Json(ZoneOffset.UTC));
    }

    static DemoData inJar() {
        return InJar.DATA;
    }

    private static DemoData read(Json json) {
        return new DemoData(
                List.of(json.read(bytes("users.json"), DemoUser[].class)),
                List.of(json.read(bytes("products.json"), DemoProduct[].class)),
                List.of(json.read(bytes("coupons.json"), DemoCoupon[].class)),
                List.of(json.read(bytes("history.json"), DemoEvent[].class)));
    }

    private static byte[] bytes(String name) {
        try (var stream = DemoData.class.getResourceAsStream("/db/demo/" + name)) {
            return stream.readAllBytes();
        } catch (IOException thrown) {
            throw new UncheckedIOException("Cannot read " + name + " of the demo shop", thrown);
        }
    }
}
