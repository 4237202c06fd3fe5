package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Many events that several write at once, and a reader who is killed again and again: it sees each once, in order. */
record EveryEventOnce(int events, int kills, int writers) {

    /** @param instances the addresses of the shop's instances; the reader goes on at another one each time */
    void run(List<String> instances) {
        List<CompletableFuture<Void>> writing = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> charge(instances.get(writer % instances.size())),
                        task -> new Thread(task, "writer-" + writer).start()))
                .toList();
        EventReader reader = new EventReader();
        Random random = new Random(7);
        for (int kill = 0; kill < kills; kill++) {
            int enough = reader.events.size() + 1 + random.nextInt(2 * events / (3 * kills));
            reader.readUntil(instances.get(kill % instances.size()), read -> read.size() >= Math.min(enough, events));
            if (reader.events.size() == events) {
                break;
            }
        }
        if (reader.events.size() < events) {
            reader.readUntil(instances.get(0), read -> read.size() == events);
        }
        writing.forEach(CompletableFuture::join);
        assertThat(idsOf(reader.events)).doesNotHaveDuplicates().isEqualTo(idsOf(listed(instances.get(0))));
    }

    /** Everyone charges users of their own, so that many write at the same time. */
    private void charge(String baseUrl) {
        ApiCall administrator = ApiCall.to(baseUrl).basePath("/api/v1").bearer(TestShop.ADMIN_KEY);
        long user =
                administrator.json(Map.of("name", "손님")).post("/admin/users").number("id");
        RawRequest charge = RawRequest.post("/api/v1/users/" + user + "/points/charge", "{\"amount\":1000}");
        try (Connection connection = Connection.to(baseUrl)) {
            for (int i = 0; i < events / writers; i++) {
                connection.send(charge).read().require(200);
            }
        }
    }

    /** Reads all pages. */
    private static List<JsonNode> listed(String baseUrl) {
        ApiCall administrator = ApiCall.to(baseUrl).basePath("/api/v1").bearer(TestShop.ADMIN_KEY);
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = administrator
                    .get("/admin/events?limit=100&after=" + after)
                    .require(200)
                    .json();
            page.path("events").forEach(all::add);
            after = page.path("nextCursor").textValue();
        } while (!page.path("events").isEmpty());
        return all;
    }

    private static List<String> idsOf(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").textValue()).toList();
    }
}
