package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    @Test
    void a_secret_of_24_to_64_bytes_signs_as_the_library_of_the_standard_does() throws Exception {
        for (int bytes : List.of(24, 25, 32, 64)) {
            String text = secret(bytes);
            assertThat(WebhookSecret.parse(text).sign("msg_1", 1_764_000_000, "{\"name\":\"사과\"}"))
                    .isEqualTo(new Webhook(text).sign("msg_1", 1_764_000_000, "{\"name\":\"사과\"}"));
        }
    }

    @Test
    void anything_else_is_refused_without_repeating_it() {
        String key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        List<String> wrong = List.of(
                "",
                "whsec_",
                key,
                "WHSEC_" + key,
                "whsk_" + key,
                "whsec_" + key.substring(8) + "*",
                secret(23),
                secret(65));
        for (String text : wrong) {
            assertThatThrownBy(() -> WebhookSecret.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The webhook secret must be whsec_ and 24 to 64 random bytes in Base64");
        }
    }

    @Test
    void a_secret_does_not_show_itself() {
        assertThat(WebhookSecret.parse(secret(24)).toString())
                .doesNotContain(secret(24).substring(6));
    }

    private static String secret(int bytes) {
        return WebhookSecret.PREFIX + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
