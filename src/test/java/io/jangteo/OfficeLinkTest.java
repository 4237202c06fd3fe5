package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.database.DataDirectory;
import io.jangteo.security.KeyFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests have no terminal: a plain server is one that nobody watches. */
class OfficeLinkTest {
    private static final String URL = "http://127.0.0.1:8080";

    @TempDir
    Path data;

    @Test
    void a_demo_and_a_shop_in_test_mode_offer_a_link_with_the_key_in_its_fragment() {
        String key = KeyFile.readOrCreate(new DataDirectory(data).adminKey());
        String link = "Back office: " + URL + "/office#key=" + key;
        assertThat(OfficeLink.of(settings().demo(true).build(), URL)).contains(link);
        assertThat(OfficeLink.of(settings().testMode(true).build(), URL)).contains(link);
    }

    @Test
    void a_key_that_was_given_is_never_shown() {
        Config config = settings().demo(true).adminKey("a-key-from-outside").build();
        assertThat(OfficeLink.of(config, URL)).contains("Back office: " + URL + "/office");
    }

    @Test
    void a_server_that_nobody_watches_says_nothing() {
        assertThat(OfficeLink.of(settings().build(), URL)).isEmpty();
    }

    private ConfigBuilder settings() {
        return Config.builder().data(data);
    }
}
