package io.jangteo.config;

import io.jangteo.dataplatform.EventType;
import io.jangteo.log.LogFormat;
import io.jangteo.security.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of a server, checked. Created with {@link #builder()}, or from flags and environment variables: each
 * declaration here defines a setting's flag, variable, default and bounds, and its line in the help and in the README.
 */
public record Config(
        @Setting("The address to listen on. Any address but loopback needs --auth token or --published.")
        @Takes(kind = Kind.HOST, fallback = "127.0.0.1")
        String host,

        @Setting("The port to listen on; 0 picks a free one.") @Takes(fallback = "8080", bounds = "0 to 65535")
        int port,

        @Setting("The directory of the database, keys, journal and backups. A server creates it if it is missing, "
                + "and closes it to everyone but its owner.")
        @Takes(fallback = "./data")
        Path data,

        @Setting("Accepts a data directory that belongs to another user or is open to others.")
        boolean sharedData,

        @Setting("Keeps all data in memory-backed files, where the system has them, instead of in the data "
                + "directory; it is lost when the server stops.")
        boolean inMemory,

        @Setting("A PostgreSQL database that several servers share, instead of the embedded one: "
                + "jdbc:postgresql://host/name?user=…, with the password in JANGTEO_DATABASE_PASSWORD. The data "
                + "directory then holds the journal alone, one directory per server, and the admin key must be given.")
        @Takes(kind = Kind.DATABASE, secret = true)
        @Nullable
        String database,

        @Setting("The password of the user of the PostgreSQL database.")
        @Takes(kind = Kind.PASSWORD, variableOnly = true)
        @Nullable
        String databasePassword,

        @Setting("A Redis server for the days of the popular products, with --database: redis://host:port, with the "
                + "password in JANGTEO_REDIS_PASSWORD.")
        @Takes(kind = Kind.REDIS, secret = true)
        @Nullable
        URI redis,

        @Setting("The password of the Redis server.") @Takes(kind = Kind.PASSWORD, variableOnly = true) @Nullable
        String redisPassword,

        @Setting("The most connections to PostgreSQL.") @Takes(fallback = "16", bounds = "2 to 200")
        int poolSize,

        @Setting("What to do if a setting that all servers of one database share differs from the stored one. keep: "
                + "refuse to start. adopt: store this server's, if no other server runs.")
        @Takes(label = "WHAT", fallback = "keep")
        OnDifference settings,

        @Setting("How often to take a backup into the data directory, of which the last 7 are kept; none if not given.")
        @Takes(bounds = "PT1M to P366D")
        @Nullable
        Duration backupEvery,

        @Setting("Loads the demo shop if the database is empty: users, products, coupons and three days of sales.")
        boolean demo,

        @Setting("Loads a shop from this JSON file if the database is empty, as export writes it; not with --demo.")
        @Takes(label = "FILE")
        @Nullable
        Path seed,

        @Setting("Offers calls that move the clock, reset the shop, and take and restore snapshots. Only on "
                + "loopback, or with --published; not with --database.")
        boolean testMode,

        @Setting("open: shopper calls need no token; only on loopback, or with --published. token: they need that "
                + "user's token.")
        @Takes(label = "MODE", fallback = "open", shared = true)
        Auth auth,

        @Setting("Declares that access to this port is guarded from outside: open mode, test mode and a demo may "
                + "then listen on any address. Needs an admin key, and Host must be a name of loopback, "
                + "host.docker.internal, an IP address or an --allow-host.")
        boolean published,

        @Setting("The key for administration; set it in the environment rather than as a flag. Default: the key in "
                + "the file admin.key of the data directory, created at the first start.")
        @Takes(kind = Kind.ADMIN_KEY, secret = true)
        @Nullable
        String adminKey,

        @Setting(
                "The URL that receives a signed webhook for every event that it is told of. Default: the file data-platform.jsonl "
                        + "of the data directory.")
        @Takes(secret = true)
        @Nullable
        URI dataPlatform,

        @Setting("The secret that signs the webhooks; if several are given, each signs, so that a receiver can move "
                + "to a new one. Set it in the environment rather than as a flag. Default: the secret in the file "
                + "data-platform.secret, or in the shared database, created when first needed.")
        @Takes(name = "data-platform-secret", kind = Kind.WEBHOOK_SECRET, bounds = "0 to 4", secret = true)
        List<String> dataPlatformSecrets,

        @Setting("The time limit for one delivery to the data platform, which is then retried later.")
        @Takes(fallback = "PT10S", bounds = "PT0.1S to PT1M")
        Duration dataPlatformTimeout,

        @Setting("Allows the data platform a private address and plain http. Loopback is always allowed, the "
                + "metadata services of clouds never.")
        boolean dataPlatformPrivate,

        @Setting("The events that the data platform is told of, with commas between them; * for all. order.paid is "
                + "always among them.")
        @Takes(kind = Kind.EVENT_TYPE, fallback = "order.paid,order.refunded", shared = true)
        List<String> dataPlatformEvents,

        @Setting("The shop's time zone, which decides when a business day begins.")
        @Takes(fallback = "Asia/Seoul", shared = true)
        ZoneId zone,

        @Setting("The smallest charge, in points.")
        @Takes(fallback = "1000", bounds = "1 to " + Config.POINT_MAX, shared = true)
        long chargeMin,

        @Setting("The largest charge, in points.")
        @Takes(fallback = "1000000", bounds = "1 to " + Config.POINT_MAX, shared = true)
        long chargeMax,

        @Setting("Who charges points. shopper: shoppers themselves, without a payment. admin: only the shop, with "
                + "the admin key and the reference of a payment. Default: shopper when open, admin with tokens.")
        @Takes(label = "WHO", shared = true)
        Charges charges,

        @Setting("The largest balance of a user, in points.")
        @Takes(fallback = "1000000", bounds = "1 to " + Config.POINT_MAX, shared = true)
        long balanceMax,

        @Setting("How long an order may stay unpaid before it expires and its stock is released.")
        @Takes(fallback = "PT30M", bounds = "PT1S to P30D", shared = true)
        Duration orderTtl,

        @Setting("The most unpaid orders of a user; 0 for no limit. Default: 0 when open, 10 with tokens.")
        @Takes(bounds = "0 to 1000000", shared = true)
        int pendingOrdersMax,

        @Setting("The most lines in an order.") @Takes(fallback = "100", bounds = "1 to 1000", shared = true)
        int orderLinesMax,
        // A thousand lines of a million units at the highest price, 10^9, are 10^18, which still fits a long.
        @Setting("The most units of one product in an order.")
        @Takes(fallback = "1000", bounds = "1 to 1000000", shared = true)
        int lineQuantityMax,

        @Setting("The stock at which a product counts as low: it is then in GET /api/v1/admin/attention, and "
                + "stock.low is told when the stock falls to it; 0 for never.")
        @Takes(fallback = "0", bounds = "0 to 1000000")
        int stockLow,

        @Setting("How long the first reply to an Idempotency-Key is kept.")
        @Takes(fallback = "PT24H", bounds = "PT24H to P30D", shared = true)
        Duration idempotencyTtl,

        @Setting("The most writes that may share one commit; 1 commits each by itself.")
        @Takes(fallback = "256", bounds = "1 to 4096")
        int writeBatchMax,

        @Setting("The most writes that may wait; further ones are answered 503 OVERLOADED.")
        @Takes(fallback = "1024", bounds = "1 to 65536")
        int writeQueueMax,

        @Setting("How long a write may wait before it is answered 503 OVERLOADED.")
        @Takes(fallback = "PT3S", bounds = "PT0.01S to PT1M")
        Duration writeQueueWait,

        @Setting("The most database reads of requests that may run at the same time.")
        @Takes(fallback = "8", bounds = "1 to 64")
        int readers,

        @Setting("The most requests that one caller may send per second; more are answered 429. A tenth of them may "
                + "ask for a coupon, and an address may show wrong credentials a twentieth as often. 0 for no limit. "
                + "Default: 0 on loopback, in test mode and with --published, else 100.")
        @Takes(bounds = "0 to 1000000")
        int rateLimit,

        @Setting("A further name in Host that the server accepts, where it checks Host; * for any.")
        @Takes(name = "allow-host", kind = Kind.HOST_NAME)
        List<String> allowHosts,

        @Setting("A further origin whose pages may call the server; pages from this machine always may.")
        @Takes(name = "cors-origin", kind = Kind.ORIGIN)
        List<String> corsOrigins,

        @Setting("A proxy, as an address or a network, whose Forwarded or else X-Forwarded-For header is trusted to "
                + "name the caller.")
        @Takes(name = "trusted-proxy", kind = Kind.NETWORK)
        List<Network> trustedProxies,

        @Setting("Who may read GET /metrics: anyone (open) or the holder of the admin key (admin). Default: open on "
                + "loopback without --published, else admin.")
        @Takes(label = "WHO")
        Metrics metrics,

        @Setting("The largest request body, in bytes; a larger one is answered 413.")
        @Takes(fallback = "65536", bounds = "1024 to 16777216")
        int bodyMaxBytes,

        @Setting("How long running requests may take to finish when the server stops.")
        @Takes(fallback = "PT10S", bounds = "PT0S to PT10M")
        Duration stopTimeout,

        @Setting("Prints one line per request to standard error: id, route, status, code, milliseconds and caller.")
        boolean accessLog,

        @Setting("The format of the lines on standard error: text, or one JSON object per line.")
        @Takes(label = "FORMAT", fallback = "text")
        LogFormat logFormat,

        @Setting("The least severe level that is logged: error, warn, info or debug.")
        @Takes(label = "LEVEL", fallback = "warn")
        LogLevel logLevel) {
    /** More than any user needs, and the balances of nine million such users still add up in a {@code long}. */
    static final String POINT_MAX = "1000000000000";

    /** Marks a number that was not given and depends on other settings. */
    static final int NOT_GIVEN = -1;

    /** Keeps strangers from taking a product's whole stock without paying. */
    private static final int PENDING_ORDERS_MAX_WITH_TOKENS = 10;

    private static final int RATE_LIMIT_ELSE = 100;

    /** Whether shopper calls need a token. */
    public enum Auth {
        /** No token: any caller may act as any user. */
        OPEN,
        /** The token of the user they act as. */
        TOKEN
    }

    /** Fills in omitted settings that depend on others. */
    public Config {
        dataPlatformEvents = EventType.canonical(dataPlatformEvents);
        boolean withTokens = auth == Auth.TOKEN;
        boolean onlyHere = Kind.isLoopback(host);
        charges = charges != null ? charges : withTokens ? Charges.ADMIN : Charges.SHOPPER;
        pendingOrdersMax =
                pendingOrdersMax != NOT_GIVEN ? pendingOrdersMax : withTokens ? PENDING_ORDERS_MAX_WITH_TOKENS : 0;
        rateLimit = rateLimit != NOT_GIVEN ? rateLimit : onlyHere || published || testMode ? 0 : RATE_LIMIT_ELSE;
        metrics = metrics != null ? metrics : onlyHere && !published ? Metrics.OPEN : Metrics.ADMIN;
    }

    /** Starts from the defaults. */
    public static ConfigBuilder builder() {
        return Values.builder();
    }

    /** Returns whether only this machine can reach the server. */
    public boolean isLoopback() {
        return Kind.isLoopback(host);
    }

    /** Returns whether the shop is in a database that several servers share. */
    public boolean isShared() {
        return database != null;
    }

    /** Returns the settings that all servers of one database must share, as texts by their flags' names. */
    public SortedMap<String, String> sharedSettings() {
        return Option.sharedIn(this);
    }

    /** Returns whether shoppers must show their tokens. */
    public boolean tokensRequired() {
        return auth == Auth.TOKEN;
    }

    /** Returns whether shoppers may charge points themselves. */
    public boolean shoppersCharge() {
        return charges == Charges.SHOPPER;
    }

    /** Omits secrets, including addresses, which may hold one in their path or query. */
    @Override
    public String toString() {
        return "Config[" + host + ":" + port + ", " + data + "]";
    }
}
