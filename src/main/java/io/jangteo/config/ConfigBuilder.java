package io.jangteo.config;

import io.jangteo.log.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Sets values that differ from the defaults; {@code null}, or no value for a setting that takes several, restores the
 * default. Each method sets the setting of its name in {@link Config}, which documents it.
 */
public interface ConfigBuilder {
    ConfigBuilder host(@Nullable String host);

    ConfigBuilder port(int port);

    ConfigBuilder data(@Nullable Path data);

    ConfigBuilder sharedData(boolean sharedData);

    ConfigBuilder inMemory(boolean inMemory);

    ConfigBuilder database(@Nullable String database);

    ConfigBuilder databasePassword(@Nullable String databasePassword);

    ConfigBuilder redis(@Nullable URI redis);

    ConfigBuilder redisPassword(@Nullable String redisPassword);

    ConfigBuilder poolSize(int poolSize);

    ConfigBuilder settings(@Nullable OnDifference settings);

    ConfigBuilder backupEvery(@Nullable Duration backupEvery);

    ConfigBuilder demo(boolean demo);

    ConfigBuilder seed(@Nullable Path seed);

    ConfigBuilder testMode(boolean testMode);

    ConfigBuilder auth(Config.@Nullable Auth auth);

    ConfigBuilder published(boolean published);

    ConfigBuilder adminKey(@Nullable String adminKey);

    ConfigBuilder dataPlatform(@Nullable URI dataPlatform);

    /** If several are given, each signs. */
    ConfigBuilder dataPlatformSecret(String @Nullable ... dataPlatformSecrets);

    ConfigBuilder dataPlatformTimeout(@Nullable Duration dataPlatformTimeout);

    ConfigBuilder dataPlatformPrivate(boolean dataPlatformPrivate);

    /** Names such as {@code order.paid}, or {@code *}. */
    ConfigBuilder dataPlatformEvents(String @Nullable ... names);

    ConfigBuilder zone(@Nullable ZoneId zone);

    ConfigBuilder chargeMin(long chargeMin);

    ConfigBuilder chargeMax(long chargeMax);

    ConfigBuilder charges(@Nullable Charges charges);

    ConfigBuilder balanceMax(long balanceMax);

    ConfigBuilder orderTtl(@Nullable Duration orderTtl);

    ConfigBuilder pendingOrdersMax(int pendingOrdersMax);

    ConfigBuilder orderLinesMax(int orderLinesMax);

    ConfigBuilder lineQuantityMax(int lineQuantityMax);

    ConfigBuilder stockLow(int stockLow);

    ConfigBuilder idempotencyTtl(@Nullable Duration idempotencyTtl);

    ConfigBuilder writeBatchMax(int writeBatchMax);

    ConfigBuilder writeQueueMax(int writeQueueMax);

    ConfigBuilder writeQueueWait(@Nullable Duration writeQueueWait);

    ConfigBuilder readers(int readers);

    ConfigBuilder rateLimit(int rateLimit);

    ConfigBuilder allowHosts(String... names);

    ConfigBuilder corsOrigins(String... origins);

    /** Addresses, or networks such as {@code 10.0.0.0/8}. */
    ConfigBuilder trustedProxies(String... networks);

    ConfigBuilder metrics(@Nullable Metrics metrics);

    ConfigBuilder bodyMaxBytes(int bodyMaxBytes);

    ConfigBuilder stopTimeout(@Nullable Duration stopTimeout);

    ConfigBuilder accessLog(boolean accessLog);

    ConfigBuilder logFormat(@Nullable LogFormat logFormat);

    ConfigBuilder logLevel(@Nullable LogLevel logLevel);

    /**
     * Checks the settings one by one and together.
     *
     * @throws InvalidConfig with every complaint at once
     */
    Config build();
}
