package io.jangteo.dataplatform;

import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Connection;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of events, for readers who ask. */
@BothEngines
class EventRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.dataPlatformEvents("*"));

    @Test
    void events_are_listed_in_order_as_they_are_told() {
        charge(3);
        JsonNode first = page("?limit=2");
        assertThat(first.path("events")).hasSize(2);
        JsonNode second = page("?limit=2&after=" + first.path("nextCursor").textValue());
        assertThat(second.path("events")).hasSize(1);
        assertThat(first.at("/events/0")).isEqualTo(EventMessages.of(SHOP).get(0));
        assertThat(first.at("/events/1")).isEqualTo(EventMessages.of(SHOP).get(1));
        assertThat(second.at("/events/0")).isEqualTo(EventMessages.of(SHOP).get(2));
    }

    @Test
    void an_empty_page_says_where_to_go_on() {
        JsonNode none = page("");
        assertThat(none.path("events")).isEmpty();
        charge(1);
        JsonNode one = page("?after=" + none.path("nextCursor").textValue());
        assertThat(one.path("events")).hasSize(1);
        String end = one.path("nextCursor").textValue();
        JsonNode nothing = page("?after=" + end);
        assertThat(nothing.path("events")).isEmpty();
        assertThat(nothing.path("nextCursor").textValue()).isEqualTo(end);
    }

    @Test
    void reading_goes_on_after_an_event_by_its_id() {
        charge(3);
        String second = page("").at("/events/1/id").textValue();
        assertThat(page("?after=" + second).path("events")).hasSize(1);
    }

    @Test
    void what_was_never_told_here_is_gone_and_what_is_no_cursor_is_malformed() {
        charge(1);
        assertThat(outcome("?after=msg_" + "0".repeat(32))).isEqualTo("410 EVENTS_GONE");
        assertThat(outcome("?after=999999999")).isEqualTo("410 EVENTS_GONE");
        String cursor = page("").path("nextCursor").textValue();
        assertThat(outcome("?after=" + cursor + "99")).isEqualTo("410 EVENTS_GONE");
        assertThat(outcome("?after=first")).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(outcome("?wait=31")).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(outcome("?limit=101")).isEqualTo("400 MALFORMED_REQUEST");
        assertThat(SHOP.api().get("/admin/events").outcome()).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void what_tells_of_no_order_is_deleted_after_a_week_and_its_readers_are_told() {
        charge(1);
        String charged = page("").path("nextCursor").textValue();
        charge(1);
        long user = SHOP.user(10_000);
        SHOP.pay(SHOP.order(user, SHOP.product("사과", 1_000, 10), 1), user).require(200);
        SHOP.advance(Duration.ofDays(6));
        assertThat(typesAfter("")).containsExactly("points.charged", "points.charged", "order.placed", "order.paid");
        SHOP.advance(Duration.ofDays(2));
        assertThat(typesAfter("")).containsExactly("order.placed", "order.paid");
        assertThat(outcome("?after=" + charged)).isEqualTo("410 EVENTS_GONE");
        assertThat(SHOP.deliveries())
                .extracting(delivery -> delivery.get("type"))
                .doesNotContain("points.charged");
    }

    @Test
    void the_newest_event_is_kept_so_that_its_place_is_never_another_ones() {
        charge(2);
        String end = page("").path("nextCursor").textValue();
        SHOP.advance(Duration.ofDays(8));
        assertThat(page("?after=" + end).path("events")).isEmpty();
        charge(1);
        assertThat(page("?after=" + end).path("events")).hasSize(1);
    }

    @Test
    void a_stream_tells_what_there_is_and_what_comes() {
        charge(1);
        EventReader reader = new EventReader();
        reader.readUntil(SHOP.baseUrl(), read -> {
            if (read.size() == 1) {
                charge(1);
            }
            return read.size() == 2;
        });
        charge(1);
        reader.readUntil(SHOP.baseUrl(), read -> read.size() == 3);
        assertThat(reader.events).isEqualTo(EventMessages.of(SHOP));
    }

    @Test
    void a_stream_is_refused_like_a_page() {
        Response gone = SHOP.admin()
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "999999999")
                .get("/admin/events");
        assertThat(gone.outcome()).isEqualTo("410 EVENTS_GONE");
    }

    @Test
    void the_head_of_a_stream_has_its_type_and_an_end() {
        try (Connection connection = Connection.to(SHOP.baseUrl())) {
            RawRequest head = RawRequest.get("/api/v1/admin/events")
                    .method("HEAD")
                    .header("Accept: text/event-stream")
                    .bearer(TestShop.ADMIN_KEY);
            Response reply = connection.send(head).readHead().require(200);
            assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(connection.send(head).readHead().status()).isEqualTo(200);
        }
    }

    @Test
    void the_document_tells_of_the_stream() {
        JsonNode list = json(ApiCall.to(SHOP.baseUrl()).get("/openapi.json"), 200)
                .path("paths")
                .path("/api/v1/admin/events")
                .path("get");
        assertThat(list.at("/responses/200/content").has("text/event-stream")).isTrue();
        assertThat(list.path("parameters").findValuesAsText("name")).contains("Last-Event-ID");
    }

    static void charge(int times) {
        long user = SHOP.user(0);
        for (int i = 0; i < times; i++) {
            json(SHOP.api(Map.of("amount", 1_000)).post("/users/{id}/points/charge", user), 200);
        }
    }

    private static List<String> typesAfter(String query) {
        return page(query).findValuesAsText("type");
    }

    private static String outcome(String query) {
        return SHOP.admin().get("/admin/events" + query).outcome();
    }

    /** Everything that was told before is settled: on PostgreSQL a relay that writes down its deliveries holds it back. */
    private static JsonNode page(String query) {
        SHOP.advance(Duration.ZERO);
        return json(SHOP.admin().get("/admin/events" + query), 200);
    }
}
