package io.jangteo.dataplatform;

import static io.jangteo.ErrorTable.NOT_THERE;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.assertReply;
import static io.jangteo.Replies.json;
import static io.jangteo.Replies.moment;
import static io.jangteo.Replies.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.BothEngines;
import io.jangteo.PagedList;
import io.jangteo.TestShop;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages to a data platform that is a file, and the administrator's list of them. */
@BothEngines
@Tag("wide")
class DeliveryListRoutesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private long user;
    private long product;

    @BeforeEach
    void open() {
        user = SHOP.user(50_000);
        product = SHOP.product("사과 \"한 상자\"", 3_000, 100);
    }

    @Test
    void a_paid_order_is_written_into_the_journal_whole() {
        Instant before = SHOP.now();
        JsonNode paid = pay();
        JsonNode delivery = delivered();
        List<JsonNode> lines = journal(delivery);
        assertThat(lines).hasSize(1);
        JsonNode message = lines.get(0);
        ObjectNode told = paid.deepCopy();
        told.put("version", 1).putNull("closedAt").putNull("reason");
        assertThat(message.path("data")).isEqualTo(told);
        assertThat(message.path("timestamp")).isEqualTo(paid.path("paidAt"));
        assertThat(message).isEqualTo(parse("""
                {"id":"%s","type":"order.paid","timestamp":"%s","data":%s}
                """.formatted(
                        delivery.path("messageId").textValue(),
                        message.path("timestamp").textValue(),
                        told)));
        assertThat(moment(message.path("timestamp"))).isBetween(before, SHOP.now());
    }

    @Test
    void a_delivery_is_shown_with_what_became_of_it() {
        assertReply(SHOP.admin().get("/admin/deliveries"), 200, "{\"deliveries\":[],\"nextCursor\":null}");
        Instant before = SHOP.now();
        JsonNode paid = pay();
        JsonNode delivery = delivered();
        assertReply(
                SHOP.admin().get("/admin/deliveries"),
                200,
                """
                {"deliveries":[{"id":%d,"messageId":"%s","orderId":%d,"type":"order.paid","status":"DELIVERED",
                  "attempts":1,"createdAt":"%s","nextAttemptAt":null,"deliveredAt":"%s","lastError":null}],
                 "nextCursor":null}
                """,
                delivery.path("id").longValue(),
                delivery.path("messageId").textValue(),
                paid.path("id").longValue(),
                paid.path("paidAt").textValue(),
                delivery.path("deliveredAt").textValue());
        assertThat(delivery.path("messageId").textValue()).matches("msg_[0-9a-f]{32}");
        assertThat(moment(delivery.path("deliveredAt"))).isBetween(before, SHOP.now());
    }

    @Test
    void payments_and_refunds_are_told_and_nothing_else() {
        long order = SHOP.order(user, product, 1);
        json(SHOP.cancel(order, user), 200);
        SHOP.order(user, product, 1);
        SHOP.advance(Duration.ofHours(1));
        assertThat(SHOP.deliveries()).isEmpty();
        JsonNode paid = pay();
        json(SHOP.cancel(paid.path("id").longValue(), user), 200);
        SHOP.advance(Duration.ofHours(1));
        assertThat(SHOP.deliveries())
                .extracting(delivery -> delivery.get("type"))
                .containsExactly("order.refunded", "order.paid");
        assertThat(journal(delivered())).hasSize(1);
    }

    @Test
    void a_delivery_that_is_replayed_arrives_again_as_it_was() {
        pay();
        JsonNode delivery = delivered();
        JsonNode message = journal(delivery).get(0);
        Response reply = SHOP.admin()
                .post("/admin/deliveries/{id}/replay", delivery.path("id").longValue());
        JsonNode replayed = json(reply, 200);
        assertReply(
                reply,
                200,
                """
                {"id":%d,"messageId":"%s","orderId":%d,"type":"order.paid","status":"PENDING","attempts":0,
                 "createdAt":"%s","nextAttemptAt":"%s","deliveredAt":null,"lastError":null}
                """,
                delivery.path("id").longValue(),
                delivery.path("messageId").textValue(),
                delivery.path("orderId").longValue(),
                delivery.path("createdAt").textValue(),
                replayed.path("nextAttemptAt").textValue());
        assertThat(moment(replayed.path("nextAttemptAt"))).isAfterOrEqualTo(moment(delivery.path("deliveredAt")));
        assertThat(delivered().path("attempts").intValue()).isEqualTo(1);
        assertThat(journal(delivery)).containsExactly(message, message);
    }

    @Test
    void a_delivery_that_is_not_there_cannot_be_replayed() {
        NOT_THERE.toPost(SHOP, "/admin/deliveries/99/replay");
        malformed("id").toPost(SHOP, "/admin/deliveries/one/replay");
        malformed("id").toPost(SHOP, "/admin/deliveries/-1/replay");
        pay();
        delivered();
        malformed("force").toPost(SHOP, "/admin/deliveries/1/replay", "{\"force\":true}");
        assertThat(journal(delivered())).hasSize(1);
    }

    @Test
    void deliveries_are_listed_by_status() {
        pay();
        delivered();
        for (String status : List.of("DELIVERED", "DEAD,DELIVERED", "PENDING,DELIVERED,DEAD")) {
            assertThat(listed(status)).as(status).isEqualTo(1);
        }
        assertThat(listed("PENDING")).isZero();
        assertThat(listed("DEAD,PENDING")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "GONE", "DEAD,", "DEAD,GONE", "DEAD PENDING"})
    void a_status_that_is_none_is_malformed(String status) {
        malformed("status")
                .to(
                        SHOP,
                        "/admin/deliveries",
                        request -> request.queryParam("status", status).get("/admin/deliveries"));
    }

    @Test
    void pages_of_deliveries_neither_skip_nor_repeat() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pay();
            ids.add(delivered().path("id").longValue());
        }
        Collections.reverse(ids);
        PagedList pages = new PagedList(SHOP, "/admin/deliveries", "deliveries");
        pages.assertHold(ids);
        pages.assertRefuseWhatIsNone();
        new PagedList(SHOP, "/admin/deliveries?status=DELIVERED", "deliveries").assertHold(ids);
    }

    @Test
    void deliveries_are_shown_and_replayed_with_the_admin_key_alone() {
        pay();
        delivered();
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/deliveries",
                request -> request.header("Authorization", "Bearer wrong").get("/admin/deliveries"));
        UNAUTHENTICATED.to(
                SHOP,
                "/admin/deliveries/1/replay",
                request -> request.header("Authorization", "").post("/admin/deliveries/1/replay"));
        assertThat(journal(delivered())).hasSize(1);
    }

    private JsonNode pay() {
        return json(SHOP.pay(SHOP.order(user, product, 1), user), 200);
    }

    /** The newest delivery, after everything due was delivered. */
    private static JsonNode delivered() {
        SHOP.advance(Duration.ZERO);
        JsonNode delivery = json(SHOP.admin().get("/admin/deliveries"), 200)
                .path("deliveries")
                .path(0);
        assertThat(delivery.path("status").textValue()).isEqualTo("DELIVERED");
        return delivery;
    }

    private static int listed(String statuses) {
        Response list = SHOP.admin().queryParam("status", statuses).get("/admin/deliveries");
        return json(list, 200).path("deliveries").size();
    }

    /** The lines about this message. */
    private static List<JsonNode> journal(JsonNode delivery) {
        Path journal = SHOP.directory().resolve("data-platform.jsonl");
        try {
            return Files.readAllLines(journal).stream()
                    .filter(line -> line.contains(delivery.path("messageId").textValue()))
                    .map(line -> parse(line))
                    .toList();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
