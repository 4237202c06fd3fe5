package io.jangteo.dataplatform;

import static io.jangteo.Replies.parse;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.TestShop;
import java.util.List;

/** The messages of a shop, as they are stored. */
final class EventMessages {
    private EventMessages() {}

    /** All of them, in the order in which they were written. */
    static List<JsonNode> of(TestShop shop) {
        return shop
                .database()
                .read(handle -> handle.createQuery("SELECT payload FROM delivery ORDER BY id")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(payload -> parse(payload))
                .toList();
    }

    /** Their types, in the same order. */
    static List<String> typesOf(TestShop shop) {
        return of(shop).stream()
                .map(message -> message.path("type").textValue())
                .toList();
    }
}
