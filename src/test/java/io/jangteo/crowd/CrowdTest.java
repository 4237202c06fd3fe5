package io.jangteo.crowd;

import io.jangteo.BothEngines;
import io.jangteo.TestShop;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The crowds at the one server of a shop. Each test ends with the books, which the shop brings itself. */
@Tag("slow")
@BothEngines
class CrowdTest extends CrowdCases {
    /** Patient, so that no machine is too slow for these crowds: whoever is turned away here is turned away wrongly. */
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.writeQueueWait(Duration.ofMinutes(1)));

    @RegisterExtension
    static final TestShop FEW_UNPAID = TestShop.with(
            settings -> settings.writeQueueWait(Duration.ofMinutes(1)).pendingOrdersMax(FEW));

    @Override
    void run(Scenario scenario) {
        scenario.run(new CrowdedShop(SHOP.baseUrl()));
    }

    @Override
    void runWhereFewAreUnpaid(Scenario scenario) {
        scenario.run(new CrowdedShop(FEW_UNPAID.baseUrl()));
    }
}
