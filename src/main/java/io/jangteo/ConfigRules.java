package io.jangteo;

import static io.jangteo.Settings.ADMIN_KEY;
import static io.jangteo.Settings.AUTH;
import static io.jangteo.Settings.BALANCE_MAX;
import static io.jangteo.Settings.CHARGE_MAX;
import static io.jangteo.Settings.CHARGE_MIN;
import static io.jangteo.Settings.DATA;
import static io.jangteo.Settings.DATA_PLATFORM;
import static io.jangteo.Settings.DATA_PLATFORM_PRIVATE;
import static io.jangteo.Settings.HOST;
import static io.jangteo.Settings.IN_MEMORY;
import static io.jangteo.Settings.PUBLISHED;
import static io.jangteo.Settings.TEST_MODE;

import io.jangteo.dataplatform.Destination;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What several settings have to agree on. A rule is silent where one of its settings is wrong in itself. */
final class ConfigRules {
    private ConfigRules() {}

    static List<String> complaints(Values values) {
        List<String> complaints = new ArrayList<>();
        checkReach(values, complaints);
        checkOrder(values, CHARGE_MIN, CHARGE_MAX, complaints);
        checkOrder(values, CHARGE_MIN, BALANCE_MAX, complaints);
        checkDataPlatform(values, complaints);
        if (values.isSound(IN_MEMORY) && values.get(IN_MEMORY) && values.isGiven(DATA)) {
            complaints.add(values.origin(IN_MEMORY) + ": not together with " + values.origin(DATA));
        }
        return complaints;
    }

    /**
     * Whoever reaches an open server may act as any user: then only this machine may reach it, or those whom somebody else
     * lets in.
     */
    private static void checkReach(Values values, List<String> complaints) {
        boolean published = values.isSound(PUBLISHED) && values.get(PUBLISHED);
        if (published && !values.isGiven(ADMIN_KEY)) {
            complaints.add(values.origin(PUBLISHED) + ": needs an admin key, --admin-key or JANGTEO_ADMIN_KEY");
        }
        if (published || !values.isSound(HOST) || Config.isLoopback(values.get(HOST))) {
            return;
        }
        if (values.isSound(AUTH) && values.get(AUTH) != Config.Auth.TOKEN) {
            complaints.add(values.origin(HOST) + ": an address other than loopback needs --auth token or --published");
        }
        if (values.isSound(TEST_MODE) && values.get(TEST_MODE)) {
            complaints.add(values.origin(TEST_MODE) + ": only on a loopback address or with --published, not on "
                    + values.get(HOST));
        }
    }

    /** Says no more of the address than its host: there may be secrets in it. */
    private static void checkDataPlatform(Values values, List<String> complaints) {
        URI address = values.get(DATA_PLATFORM);
        if (address == null) {
            return;
        }
        if (address.getRawUserInfo() != null) {
            complaints.add(values.origin(DATA_PLATFORM)
                    + ": a user name and a password do not belong in the address; webhooks are signed instead");
        } else if (values.isSound(DATA_PLATFORM_PRIVATE)) {
            new Destination(address, values.get(DATA_PLATFORM_PRIVATE))
                    .complaint()
                    .ifPresent(reason -> complaints.add(values.origin(DATA_PLATFORM) + ": " + reason));
        }
    }

    private static void checkOrder(
            Values values, Setting<Long> smaller, Setting<Long> larger, List<String> complaints) {
        if (values.isSound(smaller) && values.isSound(larger) && values.get(smaller) > values.get(larger)) {
            complaints.add(values.origin(smaller) + ": expected at most " + values.origin(larger));
        }
    }
}
