package io.jangteo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Sets what differs from the defaults; {@code null} brings a default back. */
public final class ConfigBuilder {
    private final Values values;

    ConfigBuilder(Values values) {
        this.values = values;
    }

    public ConfigBuilder host(@Nullable String host) {
        return text(Settings.HOST, host);
    }

    public ConfigBuilder port(int port) {
        return value(Settings.PORT, port);
    }

    public ConfigBuilder data(@Nullable Path data) {
        return value(Settings.DATA, data);
    }

    public ConfigBuilder sharedData(boolean sharedData) {
        return value(Settings.SHARED_DATA, sharedData);
    }

    public ConfigBuilder inMemory(boolean inMemory) {
        return value(Settings.IN_MEMORY, inMemory);
    }

    public ConfigBuilder demo(boolean demo) {
        return value(Settings.DEMO, demo);
    }

    public ConfigBuilder testMode(boolean testMode) {
        return value(Settings.TEST_MODE, testMode);
    }

    public ConfigBuilder auth(Config.@Nullable Auth auth) {
        return value(Settings.AUTH, auth);
    }

    public ConfigBuilder adminKey(@Nullable String adminKey) {
        return text(Settings.ADMIN_KEY, adminKey);
    }

    public ConfigBuilder dataPlatform(@Nullable URI dataPlatform) {
        return text(Settings.DATA_PLATFORM, dataPlatform == null ? null : dataPlatform.toString());
    }

    /** Each of several signs. */
    public ConfigBuilder dataPlatformSecret(String @Nullable ... dataPlatformSecrets) {
        return text(
                Settings.DATA_PLATFORM_SECRET,
                dataPlatformSecrets == null ? null : String.join(",", dataPlatformSecrets));
    }

    public ConfigBuilder dataPlatformTimeout(@Nullable Duration dataPlatformTimeout) {
        return value(Settings.DATA_PLATFORM_TIMEOUT, dataPlatformTimeout);
    }

    public ConfigBuilder dataPlatformPrivate(boolean dataPlatformPrivate) {
        return value(Settings.DATA_PLATFORM_PRIVATE, dataPlatformPrivate);
    }

    public ConfigBuilder zone(@Nullable ZoneId zone) {
        return value(Settings.ZONE, zone);
    }

    public ConfigBuilder chargeMin(long chargeMin) {
        return value(Settings.CHARGE_MIN, chargeMin);
    }

    public ConfigBuilder chargeMax(long chargeMax) {
        return value(Settings.CHARGE_MAX, chargeMax);
    }

    public ConfigBuilder balanceMax(long balanceMax) {
        return value(Settings.BALANCE_MAX, balanceMax);
    }

    public ConfigBuilder orderTtl(@Nullable Duration orderTtl) {
        return value(Settings.ORDER_TTL, orderTtl);
    }

    public ConfigBuilder orderLinesMax(int orderLinesMax) {
        return value(Settings.ORDER_LINES_MAX, orderLinesMax);
    }

    public ConfigBuilder lineQuantityMax(int lineQuantityMax) {
        return value(Settings.LINE_QUANTITY_MAX, lineQuantityMax);
    }

    public ConfigBuilder idempotencyTtl(@Nullable Duration idempotencyTtl) {
        return value(Settings.IDEMPOTENCY_TTL, idempotencyTtl);
    }

    public ConfigBuilder writeBatchMax(int writeBatchMax) {
        return value(Settings.WRITE_BATCH_MAX, writeBatchMax);
    }

    public ConfigBuilder writeQueueMax(int writeQueueMax) {
        return value(Settings.WRITE_QUEUE_MAX, writeQueueMax);
    }

    public ConfigBuilder writeQueueWait(@Nullable Duration writeQueueWait) {
        return value(Settings.WRITE_QUEUE_WAIT, writeQueueWait);
    }

    public ConfigBuilder readers(int readers) {
        return value(Settings.READERS, readers);
    }

    public ConfigBuilder rateLimit(int rateLimit) {
        return value(Settings.RATE_LIMIT, rateLimit);
    }

    public ConfigBuilder bodyMaxBytes(int bodyMaxBytes) {
        return value(Settings.BODY_MAX_BYTES, bodyMaxBytes);
    }

    public ConfigBuilder stopTimeout(@Nullable Duration stopTimeout) {
        return value(Settings.STOP_TIMEOUT, stopTimeout);
    }

    /**
     * The settings, checked one by one and together.
     *
     * @throws InvalidConfig with every complaint at once
     */
    public Config build() {
        values.requireSound(ConfigRules.complaints(values));
        return new Config(
                values.get(Settings.HOST),
                values.get(Settings.PORT),
                values.get(Settings.DATA),
                values.get(Settings.SHARED_DATA),
                values.get(Settings.IN_MEMORY),
                values.get(Settings.DEMO),
                values.get(Settings.TEST_MODE),
                values.get(Settings.AUTH),
                values.get(Settings.ADMIN_KEY),
                values.get(Settings.DATA_PLATFORM),
                values.get(Settings.DATA_PLATFORM_SECRET),
                values.get(Settings.DATA_PLATFORM_TIMEOUT),
                values.get(Settings.DATA_PLATFORM_PRIVATE),
                values.get(Settings.ZONE),
                values.get(Settings.CHARGE_MIN),
                values.get(Settings.CHARGE_MAX),
                values.get(Settings.BALANCE_MAX),
                values.get(Settings.ORDER_TTL),
                values.get(Settings.ORDER_LINES_MAX),
                values.get(Settings.LINE_QUANTITY_MAX),
                values.get(Settings.IDEMPOTENCY_TTL),
                values.get(Settings.WRITE_BATCH_MAX),
                values.get(Settings.WRITE_QUEUE_MAX),
                values.get(Settings.WRITE_QUEUE_WAIT),
                values.get(Settings.READERS),
                values.get(Settings.RATE_LIMIT),
                values.get(Settings.BODY_MAX_BYTES),
                values.get(Settings.STOP_TIMEOUT));
    }

    private <T> ConfigBuilder value(Setting<T> setting, @Nullable T value) {
        values.put(setting, value);
        return this;
    }

    /** Goes through the setting's parser: not every text is a host, an address or a secret. */
    private ConfigBuilder text(Setting<?> setting, @Nullable String text) {
        values.parse(setting, setting.name(), " ", text);
        return this;
    }
}
