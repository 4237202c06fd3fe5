package io.jangteo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.Config;
import io.jangteo.Jangteo;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A shop that was closed says so, whatever it is asked. */
class ClosedShopTest {
    @Test
    void it_says_that_it_is_closed() {
        Jangteo shop = Jangteo.start(
                Config.builder().inMemory(true).testMode(true).port(0).build());
        assertThat(shop.isClosed()).isFalse();
        shop.close();
        assertThat(shop.isClosed()).isTrue();
        List<Runnable> verbs = List.of(
                shop::baseUrl,
                shop::adminKey,
                shop::books,
                shop::given,
                shop::clock,
                shop::dataPlatform,
                shop::faults,
                shop::reset,
                () -> shop.takeSnapshot("a"),
                () -> shop.restoreSnapshot("a"));
        for (Runnable verb : verbs) {
            assertThatThrownBy(verb::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The shop is closed");
        }
        shop.close();
    }
}
