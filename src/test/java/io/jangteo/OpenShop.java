package io.jangteo;

import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.database.Database;
import io.jangteo.testkit.TestDataPlatform;
import io.jangteo.testmode.ClockHand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A whole shop in this process, in test mode, with access to its clock, its caches and its recurring work. */
public final class OpenShop implements AutoCloseable {
    public static final String ADMIN_KEY = "an-admin-key-for-torture";

    private final @Nullable String postgres;
    private final Jangteo shop;
    private final ClockHand hand;

    private OpenShop(@Nullable String postgres, Jangteo shop) {
        this.postgres = postgres;
        this.shop = shop;
        this.hand = new ClockHand(shop.services.clock);
    }

    /** Starts it on a free port, in the directory. */
    public static OpenShop start(Path data, UnaryOperator<ConfigBuilder> settings) {
        ConfigBuilder builder =
                Config.builder().port(0).data(data).testMode(true).adminKey(ADMIN_KEY);
        String postgres = Engines.newDatabase();
        return new OpenShop(
                postgres,
                Jangteo.start(settings.apply(Engines.on(postgres, builder)).build()));
    }

    public URI address() {
        return URI.create(shop.baseUrl());
    }

    public Database database() {
        return shop.database();
    }

    /** A number that grows with every commit. */
    public long changes() {
        return shop.services.database.changes();
    }

    public TestDataPlatform dataPlatform() {
        return shop.dataPlatform();
    }

    /** The shop's time. */
    public Instant now() {
        return shop.services.clock.instant();
    }

    /** Lets the clock tick on from any moment. */
    public void tickFrom(Instant moment) {
        hand.tickFrom(moment);
    }

    /** Stops the clock at any moment. */
    public void stopAt(Instant moment) {
        hand.stopAt(moment);
    }

    /** Does all recurring work that is due, as the schedule would within a second. */
    public void runDue() {
        shop.services.schedule.runDue();
    }

    /** Clears the caches of database content. */
    public void forgetCaches() {
        shop.services.forgetCaches();
    }

    @Override
    public void close() {
        shop.close();
        Engines.drop(postgres);
    }
}
