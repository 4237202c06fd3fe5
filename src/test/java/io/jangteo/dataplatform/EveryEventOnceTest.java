package io.jangteo.dataplatform;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
@BothEngines
class EveryEventOnceTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1))
            .balanceMax(1_000_000_000)
            .dataPlatformEvents("*"));

    @Test
    void a_reader_killed_fifty_times_sees_ten_thousand_events_once_each_in_order() {
        new EveryEventOnce(10_000, 50, 8).run(List.of(SHOP.baseUrl()));
    }
}
