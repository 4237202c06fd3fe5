package io.jangteo.crowd;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Crowds in a shop that tells of everything. Each test ends with the books, which the shop brings itself. */
@Tag("slow")
@BothEngines
class CrossingsTest {
    private static final int LOW = 10;

    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings ->
            settings.writeQueueWait(Duration.ofMinutes(1)).stockLow(LOW).dataPlatformEvents("*"));

    @Test
    void a_value_that_a_crowd_takes_to_its_mark_is_told_once() {
        new Crossings(200, LOW).run(new CrowdedShop(SHOP.baseUrl()));
    }
}
