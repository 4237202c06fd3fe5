package io.jangteo.config;

import io.jangteo.dataplatform.Destination;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules between several settings. A rule does not apply if one of its settings is invalid by itself. */
final class ConfigRules {
    private final Config config;
    private final Values values;
    private final List<String> complaints = new ArrayList<>();

    /** @param config built from the values, with a default for each invalid one */
    ConfigRules(Config config, Values values) {
        this.config = config;
        this.values = values;
    }

    List<String> complaints() {
        checkReach();
        checkOrder("chargeMin", config.chargeMin(), "chargeMax", config.chargeMax());
        checkOrder("chargeMin", config.chargeMin(), "balanceMax", config.balanceMax());
        checkDataPlatform(config.dataPlatform());
        checkDatabase();
        if (values.isGiven("backupEvery") && config.inMemory()) {
            complain("backupEvery", "not together with --in-memory, which keeps nothing on a disk");
        }
        if (values.isGiven("backupEvery") && values.isGiven("database")) {
            complain("backupEvery", "not together with --database; copy a PostgreSQL database with pg_dump");
        }
        if (config.demo() && values.isGiven("seed")) {
            complain("seed", "not together with " + values.origin("demo"));
        }
        if (config.inMemory() && values.isGiven("data")) {
            complain("inMemory", "not together with " + values.origin("data"));
        }
        return complaints;
    }

    /**
     * An open server lets any caller act as any user, so it must be reachable only from this machine, or be guarded
     * from outside.
     */
    private void checkReach() {
        if (config.published() && !values.isGiven("adminKey")) {
            complain("published", "needs an admin key, --admin-key or JANGTEO_ADMIN_KEY");
        }
        if (config.published() || config.isLoopback()) {
            return;
        }
        if (values.isSound("auth") && !config.tokensRequired()) {
            complain("host", "an address other than loopback needs --auth token or --published");
        }
        if (config.testMode()) {
            complain("testMode", "only on a loopback address or with --published, not on " + config.host());
        }
    }

    private void checkDatabase() {
        if (config.redis() != null && !values.isGiven("database")) {
            complain("redis", "only with --database");
        }
        if (!values.isGiven("database")) {
            return;
        }
        if (!values.isGiven("adminKey")) {
            complain("database", "needs an admin key, --admin-key or JANGTEO_ADMIN_KEY");
        }
        if (config.inMemory()) {
            complain("inMemory", "not together with a database server: leave out --database");
        }
    }

    /** Names only the host of the address, because the rest may hold secrets. */
    private void checkDataPlatform(@Nullable URI address) {
        if (address == null) {
            return;
        }
        if (address.getRawUserInfo() != null) {
            complain(
                    "dataPlatform",
                    "a user name and a password do not belong in the address; webhooks are signed instead");
        } else if (values.isSound("dataPlatformPrivate")) {
            new Destination(address, config.dataPlatformPrivate())
                    .complaint()
                    .ifPresent(reason -> complain("dataPlatform", reason));
        }
    }

    private void checkOrder(String smaller, long least, String larger, long most) {
        if (values.isSound(smaller) && values.isSound(larger) && least > most) {
            complain(smaller, "expected at most " + values.origin(larger));
        }
    }

    private void complain(String component, String reason) {
        complaints.add(values.origin(component) + ": " + reason);
    }
}
