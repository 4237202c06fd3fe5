package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests have no terminal, so a plain server counts as unattended. */
class OfficeLinkTest {
    @TempDir
    Path data;

    @Test
    void a_demo_and_a_shop_in_test_mode_offer_a_link_with_the_key_in_its_fragment() {
        assertOffersItsKey(settings().demo(true));
        assertOffersItsKey(settings().testMode(true));
    }

    @Test
    void a_shop_in_memory_keeps_its_key_there() {
        assertOffersItsKey(Config.builder().port(0).inMemory(true).testMode(true));
    }

    @Test
    void a_key_that_was_given_is_never_shown() {
        assertOffersNoKey(settings().demo(true).adminKey("a-key-from-outside"));
    }

    @Test
    void a_key_that_others_might_read_in_a_log_is_never_shown() {
        assertOffersNoKey(settings().demo(true).host("0.0.0.0").auth(Config.Auth.TOKEN));
        assertOffersNoKey(settings().demo(true).host("0.0.0.0").published(true).adminKey("a-key-from-outside"));
    }

    @Test
    void a_server_that_nobody_watches_says_nothing() {
        Config config = settings().build();
        try (Jangteo shop = Jangteo.start(config)) {
            assertThat(OfficeLink.of(config, shop)).isEmpty();
        }
    }

    private static void assertOffersItsKey(ConfigBuilder settings) {
        Config config = settings.build();
        try (Jangteo shop = Jangteo.start(config)) {
            String page = shop.baseUrl() + "/office";
            assertThat(OfficeLink.of(config, shop)).contains("Back office: " + page + "#key=" + shop.adminKey());
        }
    }

    private static void assertOffersNoKey(ConfigBuilder settings) {
        Config config = settings.build();
        try (Jangteo shop = Jangteo.start(config)) {
            assertThat(OfficeLink.of(config, shop)).contains("Back office: " + shop.baseUrl() + "/office");
        }
    }

    private ConfigBuilder settings() {
        return Config.builder().port(0).data(data);
    }
}
