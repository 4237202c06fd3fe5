package io.jangteo;

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
 * @param adminKey the key for administration, or {@code null} for the key file's
 * @param dataPlatform where paid orders are told of, or {@code null} for the journal file
 * @param dataPlatformSecrets what webhooks are signed with, each by each; none for the secret file's
 * @param dataPlatformTimeout how long one delivery may take
 * @param dataPlatformPrivate whether the data platform may have a private address, and plain http
 * @param zone decides when a business day begins
 * @param chargeMin the least points of one charge
 * @param chargeMax the most points of one charge
 * @param balanceMax the most points a user may hold
 * @param orderTtl how long an order may stay unpaid
 * @param orderLinesMax the most lines of one order
 * @param lineQuantityMax the most units of one order line
 * @param idempotencyTtl how long the first reply to an {@code Idempotency-Key} is kept
 * @param writeBatchMax how many writes may share one commit
 * @param writeQueueMax how many writes may wait
 * @param writeQueueWait how long a write may wait
 * @param readers how many database reads may run at the same time
 * @param rateLimit requests per second and client address, 0 for no limit
 * @param bodyMaxBytes the largest request body
 * @param stopTimeout how long running requests may take to end when the server stops
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
        @Nullable String adminKey,
        @Nullable URI dataPlatform,
        List<String> dataPlatformSecrets,
        Duration dataPlatformTimeout,
        boolean dataPlatformPrivate,
        ZoneId zone,
        long chargeMin,
        long chargeMax,
        long balanceMax,
        Duration orderTtl,
        int orderLinesMax,
        int lineQuantityMax,
        Duration idempotencyTtl,
        int writeBatchMax,
        int writeQueueMax,
        Duration writeQueueWait,
        int readers,
        int rateLimit,
        int bodyMaxBytes,
        Duration stopTimeout) {

    /** Whether shopper calls need a token. */
    public enum Auth {
        /** They need none: whoever reaches the server may act as any user. */
        OPEN,
        /** They need the token of the user they act as. */
        TOKEN
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
