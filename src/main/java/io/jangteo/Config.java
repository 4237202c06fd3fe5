package io.jangteo;

import io.jangteo.security.Network;
import io.jangteo.web.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of a server, checked. Made with {@link #builder()}, or from flags and environment variables; the bounds
 * and defaults stand in {@code Settings}.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param data the directory of the database, the keys, the journal and the backups
 * @param sharedData whether that may belong to another user, or be open to others
 * @param inMemory whether everything is kept in memory instead, and forgotten at the stop
 * @param demo whether to load the demo shop into an empty database
 * @param testMode whether to offer the calls that move the clock, empty the shop and keep snapshots
 * @param auth whether shopper calls need a token
 * @param published whether whoever publishes the port guards it
 * @param adminKey the key for administration, or {@code null} for the key file's
 * @param dataPlatform where paid orders are told of, or {@code null} for the journal file
 * @param dataPlatformSecrets what webhooks are signed with, each by each; none for the secret file's
 * @param dataPlatformTimeout how long one delivery may take
 * @param dataPlatformPrivate whether the data platform may have a private address, and plain http
 * @param zone decides when a business day begins
 * @param chargeMin the least points of one charge
 * @param chargeMax the most points of one charge
 * @param charges who may charge points
 * @param balanceMax the most points a user may hold; a refund may take a balance above it
 * @param orderTtl how long an order may stay unpaid
 * @param pendingOrdersMax the most unpaid orders of a user, 0 for no limit
 * @param orderLinesMax the most lines of one order
 * @param lineQuantityMax the most units of one order line
 * @param idempotencyTtl how long the first reply to an {@code Idempotency-Key} is kept
 * @param writeBatchMax how many writes may share one commit
 * @param writeQueueMax how many writes may wait
 * @param writeQueueWait how long a write may wait
 * @param readers how many database reads may run at the same time
 * @param rateLimit requests per second and caller, 0 for no limit
 * @param allowHosts further names that the server answers to, {@code *} for any
 * @param corsOrigins further origins whose pages may call
 * @param trustedProxies the networks of proxies that are believed whom they act for
 * @param metrics who may see what the server measures
 * @param bodyMaxBytes the largest request body
 * @param stopTimeout how long running requests may take to end when the server stops
 * @param accessLog whether each request gets a line on standard error
 * @param logFormat how the lines on standard error are written
 * @param logLevel the least level that a server process logs; a program that holds the shop sets its own
 */
public record Config(
        String host,
        int port,
        Path data,
        boolean sharedData,
        boolean inMemory,
        boolean demo,
        boolean testMode,
        Auth auth,
        boolean published,
        @Nullable String adminKey,
        @Nullable URI dataPlatform,
        List<String> dataPlatformSecrets,
        Duration dataPlatformTimeout,
        boolean dataPlatformPrivate,
        ZoneId zone,
        long chargeMin,
        long chargeMax,
        Charges charges,
        long balanceMax,
        Duration orderTtl,
        int pendingOrdersMax,
        int orderLinesMax,
        int lineQuantityMax,
        Duration idempotencyTtl,
        int writeBatchMax,
        int writeQueueMax,
        Duration writeQueueWait,
        int readers,
        int rateLimit,
        List<String> allowHosts,
        List<String> corsOrigins,
        List<Network> trustedProxies,
        Metrics metrics,
        int bodyMaxBytes,
        Duration stopTimeout,
        boolean accessLog,
        LogFormat logFormat,
        LogLevel logLevel) {

    /** Whether shopper calls need a token. */
    public enum Auth {
        /** They need none: whoever reaches the server may act as any user. */
        OPEN,
        /** They need the token of the user they act as. */
        TOKEN
    }

    /** How bad something has to be to be logged; each level holds those before it. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Who may see what the server measures. */
    public enum Metrics {
        /** Whoever reaches the server. */
        OPEN,
        /** The holder of the admin key. */
        ADMIN
    }

    /** Who may charge points. */
    public enum Charges {
        /** Shoppers themselves, with nothing behind it. */
        SHOPPER,
        /** The holder of the admin key alone, with the reference of a payment. */
        ADMIN
    }

    /** Starts from the defaults. */
    public static ConfigBuilder builder() {
        return new ConfigBuilder(new Values());
    }

    /**
     * Reads flags, given by name without dashes, then environment variables, then takes the defaults.
     *
     * @throws InvalidConfig with every complaint at once
     */
    static Config read(Map<String, String> flags, Map<String, String> environment) {
        return new ConfigBuilder(Values.read(Settings.ALL, flags, environment)).build();
    }

    /** Whether only this machine can reach the server. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** Whether shoppers have to show their tokens. */
    boolean tokensRequired() {
        return auth == Auth.TOKEN;
    }

    /** Whether shoppers may charge points themselves. */
    boolean shoppersCharge() {
        return charges == Charges.SHOPPER;
    }

    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.matches("(0{0,4}:){2,7}0{0,3}1");
    }

    /** All but the secrets; an address may hold one in its path or query. */
    @Override
    public String toString() {
        return "Config[host=" + host + ", port=" + port + ", data=" + data + ", demo=" + demo + ", testMode=" + testMode
                + ", auth=" + auth + ", dataPlatform="
                + (dataPlatform == null ? null : dataPlatform.getScheme() + "://" + dataPlatform.getHost()) + ", zone="
                + zone
                + "]";
    }
}
