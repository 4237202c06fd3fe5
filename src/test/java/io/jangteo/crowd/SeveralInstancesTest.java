package io.jangteo.crowd;

import io.jangteo.cluster.Instances;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The same crowds spread over the instances of one shop, caller by caller. */
@Tag("campaign")
@ParameterizedClass(name = "{0} instances")
@ValueSource(ints = {2, 4})
class SeveralInstancesTest extends CrowdCases {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Instances shop;

    @Parameter
    int count;

    @BeforeParameterizedClassInvocation
    static void start(int count) {
        shop = Instances.start(count, settings -> settings.writeQueueWait(PATIENCE));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        shop.close();
    }

    @Test
    void an_offer_of_a_thousand_is_cut_to_five_hundred_in_the_midst_of_two_thousand_users() {
        run(new CutRush(2_000, 1_000, 500));
    }

    @Override
    void run(Scenario scenario) {
        shop.reset();
        run(shop, scenario);
    }

    @Override
    void runWhereFewAreUnpaid(Scenario scenario) {
        try (Instances few = Instances.start(
                count, settings -> settings.writeQueueWait(PATIENCE).pendingOrdersMax(FEW))) {
            run(few, scenario);
        }
    }

    private static void run(Instances instances, Scenario scenario) {
        scenario.run(new CrowdedShop(instances.addresses()));
        instances.assertBalanced();
    }
}
