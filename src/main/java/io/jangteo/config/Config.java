package io.jangteo.config;

import io.jangteo.log.LogFormat;
import io.jangteo.security.Network;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of a server, checked. Made with {@link #builder()}, or from flags and environment variables: a setting's
 * declaration here is its flag, its variable, its default, its bounds, its line in the help and in the README.
 */
public record Config(
        @Setting("The address to listen on. Another one than loopback needs --auth token or --published.")
        @Takes(kind = Kind.HOST, fallback = "127.0.0.1")
        String host,

        @Setting("The port to listen on; 0 takes any free one.") @Takes(fallback = "8080", bounds = "0 to 65535")
        int port,

        @Setting("The directory of the database, the keys, the journal and the backups, for its owner alone. A"
                + " server makes it if it is not there, and closes it to others if it is.")
        @Takes(fallback = "./data")
        Path data,

        @Setting("Takes a data directory that belongs to another user, or that others may open.")
        boolean sharedData,

        @Setting("Keeps everything in memory, where the system has files there, instead of in the data directory, and"
                + " forgets it when the server stops.")
        boolean inMemory,

        @Setting("Loads the demo shop if the database is empty: users, products, coupons, and three days of sales.")
        boolean demo,

        @Setting("Offers the calls that move the clock, empty the shop and keep snapshots. Only on loopback, or with"
                + " --published.")
        boolean testMode,

        @Setting("open: shopper calls need no token; only on loopback, or with --published. token: they need"
                + " that user's token.")
        @Takes(label = "MODE", fallback = "open")
        Auth auth,

        @Setting(
                "Says that whoever publishes this port guards it: open mode, test mode and a demo may then listen on any"
                        + " address. The admin key must be given, and Host must be a name of loopback,"
                        + " host.docker.internal, an IP address or an --allow-host.")
        boolean published,

        @Setting("The key for administration. Better in the environment than as a flag. Without it, the key in"
                + " the file admin.key of the data directory counts; it is made at the first start.")
        @Takes(kind = Kind.ADMIN_KEY, secret = true)
        @Nullable
        String adminKey,

        @Setting("Where paid orders are told of by signed webhooks. Without it, they go to the file"
                + " data-platform.jsonl of the data directory.")
        @Takes(secret = true)
        @Nullable
        URI dataPlatform,

        @Setting("What the webhooks are signed with; each of several signs, so that a receiver can go from one"
                + " to the next. Better in the environment than as a flag. Without it, the secret in the file"
                + " data-platform.secret counts; it is made when it is first needed.")
        @Takes(name = "data-platform-secret", kind = Kind.WEBHOOK_SECRET, bounds = "0 to 4", secret = true)
        List<String> dataPlatformSecrets,

        @Setting("How long one delivery to the data platform may take before it is tried again later.")
        @Takes(fallback = "PT10S", bounds = "PT0.1S to PT1M")
        Duration dataPlatformTimeout,

        @Setting(
                "Lets the data platform have a private address, and plain http. Loopback needs no leave, and the metadata"
                        + " services of clouds get none.")
        boolean dataPlatformPrivate,

        @Setting("The shop's time zone: it decides when a business day begins.") @Takes(fallback = "Asia/Seoul")
        ZoneId zone,

        @Setting("The least points of one charge.") @Takes(fallback = "1000", bounds = "1 to " + Config.POINT_MAX)
        long chargeMin,

        @Setting("The most points of one charge.") @Takes(fallback = "1000000", bounds = "1 to " + Config.POINT_MAX)
        long chargeMax,

        @Setting("Who charges points. shopper: shoppers do, with nothing behind it. admin: the shop alone does,"
                + " with the admin key and the reference of a payment. Without it: shopper when open, admin"
                + " with tokens.")
        @Takes(label = "WHO")
        Charges charges,

        @Setting("The most points a user may hold.") @Takes(fallback = "1000000", bounds = "1 to " + Config.POINT_MAX)
        long balanceMax,

        @Setting("How long an order may stay unpaid before it expires and its stock goes back.")
        @Takes(fallback = "PT30M", bounds = "PT1S to P30D")
        Duration orderTtl,

        @Setting("The most unpaid orders that a user may have; 0 is no limit. Without it: 0 when open, 10 with"
                + " tokens.")
        @Takes(bounds = "0 to 1000000")
        int pendingOrdersMax,

        @Setting("The most lines of one order.") @Takes(fallback = "100", bounds = "1 to 1000")
        int orderLinesMax,
        // A thousand lines of a million units at the highest price, 10^9, are 10^18: they still fit a long.
        @Setting("The most units of one order line.") @Takes(fallback = "1000", bounds = "1 to 1000000")
        int lineQuantityMax,

        @Setting("How long the first reply to an Idempotency-Key is kept.")
        @Takes(fallback = "PT24H", bounds = "PT24H to P30D")
        Duration idempotencyTtl,

        @Setting("How many writes may share one commit; 1 gives each its own.")
        @Takes(fallback = "256", bounds = "1 to 4096")
        int writeBatchMax,

        @Setting("How many writes may wait; one more is answered 503 OVERLOADED.")
        @Takes(fallback = "1024", bounds = "1 to 65536")
        int writeQueueMax,

        @Setting("How long a write may wait before it is answered 503 OVERLOADED.")
        @Takes(fallback = "PT3S", bounds = "PT0.01S to PT1M")
        Duration writeQueueWait,

        @Setting("How many database reads may run at the same time.") @Takes(fallback = "4", bounds = "1 to 64")
        int readers,

        @Setting("Requests per second that one caller may send; more are answered 429. A tenth of them may ask"
                + " for a coupon, and an address may show wrong credentials a twentieth as often. 0 is no"
                + " limit, and the default on loopback, in test mode and with --published; elsewhere it is"
                + " 100.")
        @Takes(bounds = "0 to 1000000")
        int rateLimit,

        @Setting("A further name in Host that the server answers to, where it looks at that; * is any.")
        @Takes(name = "allow-host", kind = Kind.HOST_NAME)
        List<String> allowHosts,

        @Setting("A further origin whose pages may call the server; those of this machine always may.")
        @Takes(name = "cors-origin", kind = Kind.ORIGIN)
        List<String> corsOrigins,

        @Setting("A proxy that is believed whom it acts for, in Forwarded or else in X-Forwarded-For: an"
                + " address or a network.")
        @Takes(name = "trusted-proxy", kind = Kind.NETWORK)
        List<Network> trustedProxies,

        @Setting("Whether GET /metrics is open or wants the admin key (admin). It is open on loopback, unless"
                + " --published is given, and wants the key elsewhere.")
        @Takes(label = "WHO")
        Metrics metrics,

        @Setting("The largest request body, in bytes; a larger one is answered 413.")
        @Takes(fallback = "65536", bounds = "1024 to 16777216")
        int bodyMaxBytes,

        @Setting("How long running requests may take to end when the server stops.")
        @Takes(fallback = "PT10S", bounds = "PT0S to PT10M")
        Duration stopTimeout,

        @Setting("Prints a line for each request to standard error: id, route, status, code, milliseconds and caller.")
        boolean accessLog,

        @Setting("How the lines on standard error are written: text, or one JSON object a line.")
        @Takes(label = "FORMAT", fallback = "text")
        LogFormat logFormat,

        @Setting("The least level that is logged: error, warn, info or debug.")
        @Takes(label = "LEVEL", fallback = "warn")
        LogLevel logLevel) {
    /** No user needs a trillion won, and the balances of nine million who have them still add up in a {@code long}. */
    static final String POINT_MAX = "1000000000000";

    /** Stands for a number that was not given and follows from other settings. */
    static final int NOT_GIVEN = -1;

    /** Among strangers nobody takes a product's whole stock without paying. */
    private static final int PENDING_ORDERS_MAX_WITH_TOKENS = 10;

    private static final int RATE_LIMIT_FOR_STRANGERS = 100;

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

    /** Fills in what was not given and follows from the rest. */
    public Config {
        boolean withTokens = auth == Auth.TOKEN;
        boolean onlyHere = isLoopback(host);
        int requestsMax = onlyHere || published || testMode ? 0 : RATE_LIMIT_FOR_STRANGERS;
        charges = charges != null ? charges : withTokens ? Charges.ADMIN : Charges.SHOPPER;
        pendingOrdersMax =
                pendingOrdersMax != NOT_GIVEN ? pendingOrdersMax : withTokens ? PENDING_ORDERS_MAX_WITH_TOKENS : 0;
        rateLimit = rateLimit != NOT_GIVEN ? rateLimit : requestsMax;
        metrics = metrics != null ? metrics : onlyHere && !published ? Metrics.OPEN : Metrics.ADMIN;
    }

    /** Starts from the defaults. */
    public static ConfigBuilder builder() {
        Values values = new Values(Option.of(Config.class));
        return (ConfigBuilder) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {ConfigBuilder.class}, (builder, method, arguments) -> {
                    if (method.getName().equals("build")) {
                        return values.to(Config.class, List.of());
                    }
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(values, arguments);
                    }
                    values.put(method.getName(), arguments[0]);
                    return builder;
                });
    }

    /** Whether only this machine can reach the server. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** Whether shoppers have to show their tokens. */
    public boolean tokensRequired() {
        return auth == Auth.TOKEN;
    }

    /** Whether shoppers may charge points themselves. */
    public boolean shoppersCharge() {
        return charges == Charges.SHOPPER;
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.matches("(0{0,4}:){2,7}0{0,3}1");
    }

    /** No secrets; an address may hold one in its path or query. */
    @Override
    public String toString() {
        return "Config[" + host + ":" + port + ", " + data + "]";
    }
}
