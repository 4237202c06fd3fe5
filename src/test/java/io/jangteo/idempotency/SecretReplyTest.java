package io.jangteo.idempotency;

import static io.jangteo.Replies.json;
import static io.jangteo.idempotency.KeyedCalls.KEY;
import static io.jangteo.idempotency.KeyedCalls.REPLAYED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.BothEngines;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reply that holds a secret is never kept, whatever key its request carries. */
@BothEngines
@Tag("wide")
class SecretReplyTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final KeyedCalls CALLS = new KeyedCalls(SHOP);

    @Test
    void the_same_key_makes_two_tokens() {
        String request = "{\"userId\":" + SHOP.user(0) + ",\"ttlSeconds\":60}";
        assertThat(List.of(token("k", request), token("k", request), token("k", request.replace("60", "90"))))
                .doesNotHaveDuplicates();
        // A key that any other call would refuse is ignored here.
        token("k".repeat(300), request);
    }

    @Test
    @SqliteOnly("looks into the files of the shop")
    void no_file_of_the_shop_holds_the_token() throws IOException {
        long user = SHOP.user(0);
        String token = token("k", "{\"userId\":" + user + ",\"ttlSeconds\":60}");
        // A kept reply is found, so a token would be found too.
        json(CALLS.post("kept-under-this-key", "/users/" + user + "/points/charge", Map.of("amount", 7_000)), 200);
        json(SHOP.admin().post("/admin/backup"), 200);
        json(SHOP.admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200);
        assertThat(filesWith("kept-under-this-key"))
                .contains("jangteo.db-wal", "kept.db")
                .anyMatch(name -> name.startsWith("jangteo-"));
        assertThat(filesWith(token)).isEmpty();
        assertThat(filesWith(token.substring(token.lastIndexOf('.') + 1))).isEmpty();
    }

    @Test
    void the_document_offers_it_no_key() {
        JsonNode paths = ApiCall.to(SHOP.baseUrl()).get("/openapi.json").json().path("paths");
        List<String> without = new ArrayList<>();
        paths.properties().forEach(path -> {
            String post = path.getValue().path("post").toString();
            if (!post.isEmpty() && !post.contains(KEY)) {
                without.add(path.getKey());
                assertThat(post).doesNotContain("IDEMPOTENCY_KEY_REUSED", REPLAYED);
            }
        });
        assertThat(without).containsExactly("/api/v1/admin/tokens", "/api/v1/admin/keys");
    }

    /** A token that expires a second later than the previous one. */
    private static String token(String key, String request) {
        SHOP.advance(Duration.ofSeconds(1));
        Response reply = CALLS.post(key, "/admin/tokens", request);
        assertThat(reply.header(REPLAYED)).isNull();
        return json(reply, 200).path("token").textValue();
    }

    private static List<String> filesWith(String text) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SHOP.directory())) {
            for (Path file : new HashSet<>(files.filter(Files::isRegularFile).toList())) {
                if (Files.readString(file, ISO_8859_1).contains(text)) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        return names;
    }
}
