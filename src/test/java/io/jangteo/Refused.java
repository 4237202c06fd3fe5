package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A refusal, against which a request and its effects are checked: every member of the problem, in Korean and in
 * English, no other member, and no changed row.
 *
 * @param korean the {@code detail}; what ends in … is only its beginning
 * @param english the {@code detail} where English is preferred
 * @param members what stands beside the members that every problem has
 */
public record Refused(int status, String code, String korean, String english, Map<String, Object> members) {
    private static final String BASE = "/api/v1";

    static Refused of(int status, String code, String korean, String english) {
        return new Refused(status, code, korean, english, Map.of());
    }

    public Refused with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Refused(status, code, korean, english, more);
    }

    /** Sends a refused read; paths under {@code /admin} get the admin key. */
    public void toGet(TestShop shop, String path) {
        to(shop, path, request -> request.get(path));
    }

    public void toPost(TestShop shop, String path, Object body) {
        to(shop, path, request -> request.json(body).post(path));
    }

    public void toPost(TestShop shop, String path) {
        to(shop, path, request -> request.post(path));
    }

    public void toPatch(TestShop shop, String path, Object body) {
        to(shop, path, request -> request.json(body).patch(path));
    }

    /**
     * Sends the request, and again in English: a refused request may be repeated, as it has no effect. Malformed ones
     * are too many for that.
     */
    public void to(TestShop shop, String path, Function<ApiCall, Response> request) {
        Map<String, ?> before = ShopState.of(shop.database());
        check(request.apply(shop.request(path)), path);
        if (!code.equals("MALFORMED_REQUEST")) {
            checkInEnglish(request.apply(shop.request(path).header("Accept-Language", "en-GB, ko;q=0.5")), path);
        }
        assertThat(ShopState.of(shop.database()))
                .as("the shop after it refused " + path)
                .isEqualTo(before);
    }

    /** Checks a reply in Korean, but not the request's effects. */
    public void check(Response reply, String path) {
        check(reply, path, false);
    }

    public void checkInEnglish(Response reply, String path) {
        check(reply, path, true);
    }

    private void check(Response reply, String path, boolean inEnglish) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        JsonNode problem = Replies.parse(reply.text());
        String words = code.toLowerCase(Locale.ROOT);
        ObjectNode expected = problem.deepCopy();
        expected.removeAll();
        expected.put("type", "/docs/errors#" + code)
                .put("title", code.charAt(0) + words.substring(1).replace('_', ' '))
                .put("status", status)
                .put("code", code)
                .put("instance", BASE + path.split("\\?")[0])
                .put("requestId", reply.header("X-Request-Id"));
        members.forEach(expected::putPOJO);
        if (code.equals("MALFORMED_REQUEST")) {
            assertThat(problem.path("expected").asText())
                    .as("what was expected instead")
                    .isNotBlank();
            expected.set("expected", problem.get("expected"));
        }
        expected.put(
                "detail",
                detail(inEnglish ? english : korean, problem.path("detail").asText()));
        assertThat(problem).isEqualTo(Replies.parse(expected.toString()));
    }

    private static String detail(String expected, String answered) {
        boolean begins = expected.endsWith("…") && answered.startsWith(expected.substring(0, expected.length() - 1));
        return begins ? answered : expected;
    }
}
