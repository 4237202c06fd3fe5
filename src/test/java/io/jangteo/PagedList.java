package io.jangteo;

import static io.jangteo.ErrorTable.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A list that is read in pages.
 *
 * @param path may hold a query; under {@code /admin} it is read with the admin key
 * @param name of the field that holds the list
 */
public record PagedList(TestShop shop, String path, String name) {
    private static final int LIMIT_MAX = 100;

    /** What the administrator's lists say beside their items. */
    private static final List<String> BESIDE = List.of("users", "total");

    /** Checks that pages of any size together are the list: nothing missing, nothing repeated. */
    public void assertHold(List<Long> ids) {
        for (int limit : List.of(1, 2, ids.size() - 1, ids.size(), LIMIT_MAX)) {
            if (limit > 0) {
                assertThat(ids(limit, ids.size())).as(path + " by " + limit).isEqualTo(ids);
            }
        }
    }

    /** Checks that invalid limits and cursors are refused. */
    public void assertRefuseWhatIsNone() {
        for (String limit : List.of("0", "101", "1.0", "ten")) {
            refuses("limit", limit);
        }
        for (String cursor : List.of("!", "id:1", coded("id:1"), coded("id:-1"), coded("x:1"), "A".repeat(23))) {
            refuses("cursor", cursor);
        }
        refuses("offset", "1");
        malformed("limit")
                .to(shop, path, request -> request.queryParam("limit", 1, 2).get(path));
    }

    /** Returns a page and all that follow it. */
    public JsonNode page(int limit, String cursor) {
        ApiCall request = shop.request(path).queryParam("limit", limit);
        Response reply = (cursor == null ? request : request.queryParam("cursor", cursor)).get(path);
        JsonNode page = Replies.json(reply, 200);
        assertThat(page.fieldNames())
                .toIterable()
                .filteredOn(field -> field.equals(name) || !BESIDE.contains(field))
                .containsExactlyInAnyOrder(name, "nextCursor");
        return page;
    }

    /** Returns the ids of all pages, or of enough pages to prove a repetition. */
    private List<Long> ids(int limit, int expected) {
        List<Long> ids = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = page(limit, cursor);
            if (page.has("total")) {
                assertThat(page.path("total").asText()).as("total").isEqualTo(cursor == null ? "" + expected : "null");
            }
            assertThat(page.path(name)).as("a page that was announced").isNotEmpty();
            page.path(name).forEach(item -> ids.add(item.path("id").longValue()));
            cursor = page.path("nextCursor").textValue();
            if (cursor == null) {
                assertThat(page.path("nextCursor").isNull()).isTrue();
            } else {
                assertThat(page.path(name)).hasSize(limit);
            }
        } while (cursor != null && ids.size() <= expected);
        return ids;
    }

    private void refuses(String parameter, String value) {
        Response reply = shop.request(path).queryParam(parameter, value).get(path);
        String field = Replies.parse(reply.text()).path("field").asText();
        assertThat(field).as(parameter + "=" + value).contains(parameter);
        malformed(field).check(reply, path);
    }

    private static String coded(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.US_ASCII));
    }
}
