package io.jangteo;

import io.jangteo.web.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Sets what differs from the defaults; {@code null} brings a default back. */
public final class ConfigBuilder {
    /** Among strangers nobody takes a product's whole stock without paying. */
    private static final int PENDING_ORDERS_MAX_WITH_TOKENS = 10;

    private static final int RATE_LIMIT_FOR_STRANGERS = 100;

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

    public ConfigBuilder published(boolean published) {
        return value(Settings.PUBLISHED, published);
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

    public ConfigBuilder charges(Config.@Nullable Charges charges) {
        return value(Settings.CHARGES, charges);
    }

    public ConfigBuilder balanceMax(long balanceMax) {
        return value(Settings.BALANCE_MAX, balanceMax);
    }

    public ConfigBuilder orderTtl(@Nullable Duration orderTtl) {
        return value(Settings.ORDER_TTL, orderTtl);
    }

    public ConfigBuilder pendingOrdersMax(int pendingOrdersMax) {
        return value(Settings.PENDING_ORDERS_MAX, pendingOrdersMax);
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

    public ConfigBuilder allowHosts(String... names) {
        return texts(Settings.ALLOW_HOST, names);
    }

    public ConfigBuilder corsOrigins(String... origins) {
        return texts(Settings.CORS_ORIGIN, origins);
    }

    /** Addresses, or networks such as {@code 10.0.0.0/8}. */
    public ConfigBuilder trustedProxies(String... networks) {
        return texts(Settings.TRUSTED_PROXY, networks);
    }

    public ConfigBuilder metrics(Config.@Nullable Metrics metrics) {
        return value(Settings.METRICS, metrics);
    }

    public ConfigBuilder bodyMaxBytes(int bodyMaxBytes) {
        return value(Settings.BODY_MAX_BYTES, bodyMaxBytes);
    }

    public ConfigBuilder stopTimeout(@Nullable Duration stopTimeout) {
        return value(Settings.STOP_TIMEOUT, stopTimeout);
    }

    public ConfigBuilder accessLog(boolean accessLog) {
        return value(Settings.ACCESS_LOG, accessLog);
    }

    public ConfigBuilder logFormat(@Nullable LogFormat logFormat) {
        return value(Settings.LOG_FORMAT, logFormat);
    }

    public ConfigBuilder logLevel(Config.@Nullable LogLevel logLevel) {
        return value(Settings.LOG_LEVEL, logLevel);
    }

    /**
     * The settings, checked one by one and together.
     *
     * @throws InvalidConfig with every complaint at once
     */
    public Config build() {
        values.requireSound(ConfigRules.complaints(values));
        boolean withTokens = values.get(Settings.AUTH) == Config.Auth.TOKEN;
        return new Config(
                values.get(Settings.HOST),
                values.get(Settings.PORT),
                values.get(Settings.DATA),
                values.get(Settings.SHARED_DATA),
                values.get(Settings.IN_MEMORY),
                values.get(Settings.DEMO),
                values.get(Settings.TEST_MODE),
                values.get(Settings.AUTH),
                values.get(Settings.PUBLISHED),
                values.get(Settings.ADMIN_KEY),
                values.get(Settings.DATA_PLATFORM),
                values.get(Settings.DATA_PLATFORM_SECRET),
                values.get(Settings.DATA_PLATFORM_TIMEOUT),
                values.get(Settings.DATA_PLATFORM_PRIVATE),
                values.get(Settings.ZONE),
                values.get(Settings.CHARGE_MIN),
                values.get(Settings.CHARGE_MAX),
                valueOr(Settings.CHARGES, withTokens ? Config.Charges.ADMIN : Config.Charges.SHOPPER),
                values.get(Settings.BALANCE_MAX),
                values.get(Settings.ORDER_TTL),
                valueOr(Settings.PENDING_ORDERS_MAX, withTokens ? PENDING_ORDERS_MAX_WITH_TOKENS : 0),
                values.get(Settings.ORDER_LINES_MAX),
                values.get(Settings.LINE_QUANTITY_MAX),
                values.get(Settings.IDEMPOTENCY_TTL),
                values.get(Settings.WRITE_BATCH_MAX),
                values.get(Settings.WRITE_QUEUE_MAX),
                values.get(Settings.WRITE_QUEUE_WAIT),
                values.get(Settings.READERS),
                rateLimit(),
                values.get(Settings.ALLOW_HOST),
                values.get(Settings.CORS_ORIGIN),
                values.get(Settings.TRUSTED_PROXY),
                metrics(),
                values.get(Settings.BODY_MAX_BYTES),
                values.get(Settings.STOP_TIMEOUT),
                values.get(Settings.ACCESS_LOG),
                values.get(Settings.LOG_FORMAT),
                values.get(Settings.LOG_LEVEL));
    }

    private int rateLimit() {
        Integer given = values.get(Settings.RATE_LIMIT);
        boolean isForStrangers = !isAmongFriends() && !values.get(Settings.TEST_MODE);
        return given != null ? given : isForStrangers ? RATE_LIMIT_FOR_STRANGERS : 0;
    }

    private Config.Metrics metrics() {
        Config.Metrics given = values.get(Settings.METRICS);
        boolean isOpen = Config.isLoopback(values.get(Settings.HOST)) && !values.get(Settings.PUBLISHED);
        return given != null ? given : isOpen ? Config.Metrics.OPEN : Config.Metrics.ADMIN;
    }

    /** Whether only this machine, or those whom somebody else lets in, reach the server. */
    private boolean isAmongFriends() {
        return Config.isLoopback(values.get(Settings.HOST)) || values.get(Settings.PUBLISHED);
    }

    /** For a setting whose default follows from another one. */
    private <T> T valueOr(Setting<T> setting, T otherwise) {
        T value = values.get(setting);
        return value == null ? otherwise : value;
    }

    private <T> ConfigBuilder value(Setting<T> setting, @Nullable T value) {
        values.put(setting, value);
        return this;
    }

    private ConfigBuilder texts(Setting<?> setting, String... texts) {
        return text(setting, texts.length == 0 ? null : String.join(",", texts));
    }

    /** Goes through the setting's parser: not every text is a host, an address or a secret. */
    private ConfigBuilder text(Setting<?> setting, @Nullable String text) {
        values.parse(setting, setting.name(), " ", text);
        return this;
    }
}
