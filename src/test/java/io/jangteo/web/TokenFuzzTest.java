package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.CapturedLog;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.wire.RawRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Anything shown as a token: the server refuses it, and does nothing else. */
@Tag("slow")
class TokenFuzzTest {
    private static final int MUTATIONS = 20_000;
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    private static final List<String> ODD_HEADERS = List.of(
            "null",
            "[]",
            "1",
            "\"HS256\"",
            "",
            "{}",
            "{\"alg\":null}",
            "{\"alg\":\"none\"}",
            "{\"alg\":\"HS512\"}",
            "{\"alg\":\"RS256\"}",
            "{\"alg\":[\"HS256\"]}",
            "{\"alg\":\"HS256\",\"alg\":\"none\"}",
            "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
            "{\"alg\":\"HS256\",\"crit\":null}",
            HEADER + "x",
            "{\"alg\":\"HS256\"",
            "[".repeat(600));

    private DocumentedDoor door;
    private long user;

    @BeforeEach
    void knock() {
        door = new DocumentedDoor(SHOP, true);
        user = SHOP.user(0);
    }

    @AfterEach
    void leave() {
        door.close();
    }

    @Test
    void a_mutated_token_is_refused_without_a_word_in_the_log() {
        String token = door.tokenOf(user);
        Random random = new Random(20261129);
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < MUTATIONS; i++) {
                String mutated = mutated(token, random);
                if (!mutated.strip().equals(token)) {
                    RawRequest request = random.nextInt(4) == 0
                            ? RawRequest.get("/api/v1/admin/users?limit=1")
                            : RawRequest.get("/api/v1/users/" + user);
                    assertThat(door.ask(request.bearer(mutated)).status())
                            .as(mutated)
                            .isEqualTo(401);
                }
            }
            // Only the guessing is logged.
            assertThat(log.linesWith("")).allMatch(line -> line.contains("wrong credentials came from"));
        }
        assertThat(status(token)).isEqualTo(200);
    }

    @Test
    void a_token_that_nobody_signed_is_refused_whatever_it_claims() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (String claims : oddClaims(claims())) {
            tokens.add(base64(HEADER) + "." + base64(claims) + ".x");
            tokens.add(base64(HEADER) + "." + base64(claims) + ".");
        }
        for (String header : ODD_HEADERS) {
            tokens.add(base64(header) + "." + base64(claims()) + ".x");
            tokens.add(base64(header) + "..");
        }
        tokens.addAll(List.of("", ".", "..", "...", "a.b", "a.b.c.d", "\u00ff.\u00ff.\u00ff", "x".repeat(8_000)));
        assertRefused(tokens);
    }

    /** Signed with the real key, but by another program. */
    @Test
    void a_token_that_was_signed_is_refused_if_anything_is_odd_about_it() throws Exception {
        assertThat(status(signed(HEADER, claims()))).isEqualTo(200);
        List<String> tokens = new ArrayList<>();
        for (String header : ODD_HEADERS) {
            tokens.add(signed(header, claims()));
        }
        for (String claims : oddClaims(claims())) {
            tokens.add(signed(HEADER, claims));
        }
        tokens.add(signed(HEADER, claims()) + "=");
        tokens.add(signed(HEADER + " ".repeat(1_000), claims()));
        assertRefused(tokens);
    }

    private static List<String> oddClaims(String claims) {
        List<String> odd = new ArrayList<>(List.of("null", "[]", "", "7", claims + claims, "[".repeat(600)));
        for (String end : List.of(
                "99999999999999999999",
                "9223372036854775807",
                "999999999999999999",
                "-1",
                "1e30",
                "1e999999999",
                "1.5",
                "null",
                "true",
                "[]",
                "{}",
                "\"4102444800\"",
                "0")) {
            odd.add(claims.replaceFirst("\"exp\":\\d+", "\"exp\":" + end));
        }
        odd.add(claims.replaceFirst("\"exp\":\\d+,?", ""));
        odd.add(claims.replaceFirst("\\{", "{\"exp\":1,"));
        odd.add(claims.replaceFirst("\\{", "{\"nbf\":4102444800,"));
        odd.add(claims.replaceFirst("\\{", "{\"nbf\":99999999999999999999,"));
        odd.add(claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":7"));
        odd.add(claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":[\"1\"]"));
        odd.add(claims.replaceFirst("\"aud\":\"jangteo\"", "\"aud\":{}"));
        odd.add(claims.replaceFirst("\"aud\":\"jangteo\"", "\"aud\":[null,[]]"));
        odd.removeIf(claims::equals);
        return odd;
    }

    private void assertRefused(List<String> tokens) {
        try (CapturedLog log = new CapturedLog()) {
            for (String token : tokens) {
                assertThat(status(token)).as(token).isEqualTo(401);
                assertThat(door.ask(RawRequest.get("/api/v1/admin/users").bearer(token))
                                .status())
                        .as(token)
                        .isEqualTo(401);
            }
            // Only the guessing is logged.
            assertThat(log.linesWith("")).allMatch(line -> line.contains("wrong credentials came from"));
        }
    }

    private int status(String token) {
        return door.ask(RawRequest.get("/api/v1/users/" + user).bearer(token)).status();
    }

    private String claims() {
        String token = door.tokenOf(user);
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static String signed(String header, String claims) throws Exception {
        String text = base64(header) + "." + base64(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String key() throws IOException {
        return Files.readString(SHOP.directory().resolve("token.key")).strip();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One to four changes: a character of another kind, one gone, one doubled, two parts exchanged, a tail. */
    private static String mutated(String token, Random random) {
        StringBuilder text = new StringBuilder(token);
        for (int change = 0; change <= random.nextInt(4); change++) {
            int place = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(place, (char) ('!' + random.nextInt(94)));
                case 1 -> text.setCharAt(place, (char) (0xa1 + random.nextInt(90)));
                case 2 -> text.deleteCharAt(place);
                case 3 -> text.insert(place, text.charAt(place));
                case 4 -> text.insert(place, '.');
                default -> text.setLength(Math.max(1, place));
            }
        }
        return text.toString();
    }
}
