package io.jangteo;

import io.jangteo.Setting.Trait;
import io.jangteo.database.DataDirectory;
import io.jangteo.dataplatform.Destination;
import io.jangteo.dataplatform.WebhookSecret;
import io.jangteo.security.Network;
import io.jangteo.web.LogFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * The table of every setting of the server: flags, environment variables, defaults, help and README all come from it.
 */
final class Settings {
    /** No user needs a trillion won, and the balances of nine million who have them still add up in a {@code long}. */
    private static final long POINT_MAX = 1_000_000_000_000L;

    /** One in use, one on its way in, and room for a second receiver behind the address. */
    private static final int WEBHOOK_SECRETS_MAX = 4;

    static final Setting<String> HOST = Setting.of(
                    "host", "ADDRESS", "127.0.0.1", "a host name or address", Settings::host)
            .described("The address to listen on. Another one than loopback needs --auth token or --published.");

    static final Setting<Integer> PORT =
            Setting.count("port", "8080", 0, 65_535).described("The port to listen on; 0 takes any free one.");

    static final Setting<Path> DATA = Setting.path("data", "DIR", "./data")
            .described(
                    "The directory of the database, the keys, the journal and the backups, for its owner alone. A server"
                            + " makes it if it is not there, and closes it to others if it is.");

    static final Setting<Boolean> SHARED_DATA = Setting.onOff("shared-data")
            .described("Takes a data directory that belongs to another user, or that others may open.");

    static final Setting<Boolean> IN_MEMORY = Setting.onOff("in-memory")
            .described("Keeps everything in memory, where the system has files there, instead of in the data directory,"
                    + " and forgets it when the server stops.");

    static final Setting<Boolean> DEMO = Setting.onOff("demo")
            .described(
                    "Loads the demo shop if the database is empty: users, products, coupons, and three days of sales.");

    static final Setting<Boolean> TEST_MODE = Setting.onOff("test-mode")
            .described(
                    "Offers the calls that move the clock, empty the shop and keep snapshots. Only on loopback, or with"
                            + " --published.");

    static final Setting<Config.Auth> AUTH = Setting.of("auth", "MODE", "open", "open or token", Settings::auth)
            .described("open: shopper calls need no token; only on loopback, or with --published. token: they need that"
                    + " user's token.");

    static final Setting<Boolean> PUBLISHED = Setting.onOff("published")
            .described(
                    "Says that whoever publishes this port guards it: open mode, test mode and a demo may then listen"
                            + " on any address. The admin key must be given, and Host must be a name of loopback,"
                            + " host.docker.internal, an IP address or an --allow-host.");

    static final Setting<String> ADMIN_KEY = Setting.of(
                    "admin-key", "KEY", null, "16 to 256 visible ASCII characters", text -> text)
            .allowing(text -> text.matches("[!-~]{16,256}"))
            .with(Trait.SECRET)
            .described("The key for administration. Better in the environment than as a flag. Without it, the key in"
                    + " the file admin.key of the data directory counts; it is made at the first start.");

    static final Setting<URI> DATA_PLATFORM = Setting.of(
                    "data-platform", "URL", null, "an https:// address, or http:// on loopback", Settings::webAddress)
            .with(Trait.SECRET)
            .described("Where paid orders are told of by signed webhooks. Without it, they go to the file"
                    + " data-platform.jsonl of the data directory.");

    static final Setting<List<String>> DATA_PLATFORM_SECRET = Setting.several(
                    "data-platform-secret",
                    "SECRET",
                    WebhookSecret.PREFIX + " and 24 to 64 bytes in Base64, at most " + WEBHOOK_SECRETS_MAX + " of them",
                    Settings::webhookSecret)
            .allowing(secrets -> secrets.size() <= WEBHOOK_SECRETS_MAX)
            .with(Trait.SECRET)
            .described("What the webhooks are signed with; each of several signs, so that a receiver can go from one to"
                    + " the next. Better in the environment than as a flag. Without it, the secret in the file"
                    + " data-platform.secret counts; it is made when it is first needed.");

    static final Setting<ZoneId> ZONE = Setting.of(
                    "zone", "ZONE", "Asia/Seoul", "a time zone such as Asia/Seoul", ZoneId::of)
            .described("The shop's time zone: it decides when a business day begins.");

    static final Setting<Long> CHARGE_MIN =
            Setting.whole("charge-min", "1000", 1, POINT_MAX).described("The least points of one charge.");

    static final Setting<Long> CHARGE_MAX =
            Setting.whole("charge-max", "1000000", 1, POINT_MAX).described("The most points of one charge.");

    static final Setting<Config.Charges> CHARGES = Setting.of(
                    "charges", "WHO", null, "shopper or admin", Settings::charges)
            .described(
                    "Who charges points. shopper: shoppers do, with nothing behind it. admin: the shop alone does, with"
                            + " the admin key and the reference of a payment. Without it: shopper when open, admin with tokens.");

    static final Setting<Long> BALANCE_MAX =
            Setting.whole("balance-max", "1000000", 1, POINT_MAX).described("The most points a user may hold.");

    static final Setting<Duration> ORDER_TTL = Setting.duration("order-ttl", "PT30M", "PT1S", "P30D")
            .described("How long an order may stay unpaid before it expires and its stock goes back.");

    static final Setting<Integer> PENDING_ORDERS_MAX = Setting.count("pending-orders-max", null, 0, 1_000_000)
            .described("The most unpaid orders that a user may have; 0 is no limit. Without it: 0 when open, 10 with"
                    + " tokens.");

    static final Setting<Integer> ORDER_LINES_MAX =
            Setting.count("order-lines-max", "100", 1, 1_000).described("The most lines of one order.");

    /** A thousand lines of a million units at the highest price, 10^9, are 10^18: they still fit a {@code long}. */
    static final Setting<Integer> LINE_QUANTITY_MAX =
            Setting.count("line-quantity-max", "1000", 1, 1_000_000).described("The most units of one order line.");

    static final Setting<Duration> IDEMPOTENCY_TTL = Setting.duration("idempotency-ttl", "PT24H", "PT24H", "P30D")
            .described("How long the first reply to an Idempotency-Key is kept.");

    static final Setting<Integer> WRITE_BATCH_MAX = Setting.count("write-batch-max", "256", 1, 4_096)
            .described("How many writes may share one commit; 1 gives each its own.");

    static final Setting<Integer> WRITE_QUEUE_MAX = Setting.count("write-queue-max", "1024", 1, 65_536)
            .described("How many writes may wait; one more is answered 503 OVERLOADED.");

    static final Setting<Duration> WRITE_QUEUE_WAIT = Setting.duration("write-queue-wait", "PT3S", "PT0.01S", "PT1M")
            .described("How long a write may wait before it is answered 503 OVERLOADED.");

    static final Setting<Integer> READERS =
            Setting.count("readers", "4", 1, 64).described("How many database reads may run at the same time.");

    static final Setting<Integer> RATE_LIMIT = Setting.count("rate-limit", null, 0, 1_000_000)
            .described(
                    "Requests per second that one caller may send; more are answered 429. A tenth of them may ask for"
                            + " a coupon, and an address may show wrong credentials a twentieth as often. 0 is no limit, and the"
                            + " default on loopback, in test mode and with --published; elsewhere it is 100.");

    static final Setting<List<String>> ALLOW_HOST = Setting.several(
                    "allow-host", "NAME", "host names without a port, or *", Settings::hostName)
            .described("A further name in Host that the server answers to, where it looks at that; * is any.");

    static final Setting<List<String>> CORS_ORIGIN = Setting.several(
                    "cors-origin", "ORIGIN", "origins such as https://shop.example", Settings::origin)
            .described("A further origin whose pages may call the server; those of this machine always may.");

    static final Setting<List<Network>> TRUSTED_PROXY = Setting.several(
                    "trusted-proxy", "ADDRESS", "addresses or networks such as 10.0.0.0/8", Network::parse)
            .described(
                    "A proxy that is believed whom it acts for, in Forwarded or else in X-Forwarded-For: an address or"
                            + " a network.");

    static final Setting<Config.Metrics> METRICS = Setting.of(
                    "metrics", "WHO", null, "open or admin", Settings::metrics)
            .described("Whether GET /metrics is open or wants the admin key (admin). It is open on loopback, unless"
                    + " --published is given, and wants the key elsewhere.");

    static final Setting<Duration> STOP_TIMEOUT = Setting.duration("stop-timeout", "PT10S", "PT0S", "PT10M")
            .described("How long running requests may take to end when the server stops.");

    static final Setting<Boolean> ACCESS_LOG = Setting.onOff("access-log")
            .described("Prints a line for each request to standard error: id, route, status, code, milliseconds and"
                    + " caller.");

    static final Setting<LogFormat> LOG_FORMAT = Setting.of(
                    "log-format",
                    "FORMAT",
                    "text",
                    "text or json",
                    text -> LogFormat.valueOf(text.toUpperCase(Locale.ROOT)))
            .described("How the lines on standard error are written: text, or one JSON object a line.");

    static final Setting<Config.LogLevel> LOG_LEVEL = Setting.of(
                    "log-level",
                    "LEVEL",
                    "warn",
                    "error, warn, info or debug",
                    text -> Config.LogLevel.valueOf(text.toUpperCase(Locale.ROOT)))
            .described("The least level that is logged: error, warn, info or debug.");

    static final Setting<Integer> BODY_MAX_BYTES = Setting.count("body-max-bytes", "65536", 1_024, 16_777_216)
            .described("The largest request body, in bytes; a larger one is answered 413.");

    static final Setting<Duration> DATA_PLATFORM_TIMEOUT = Setting.duration(
                    "data-platform-timeout", "PT10S", "PT0.1S", "PT1M")
            .described("How long one delivery to the data platform may take before it is tried again later.");

    static final Setting<Boolean> DATA_PLATFORM_PRIVATE = Setting.onOff("data-platform-private")
            .described("Lets the data platform have a private address, and plain http. Loopback needs no leave, and the"
                    + " metadata services of clouds get none.");

    /** In the order in which they are shown. */
    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            DATA,
            SHARED_DATA,
            IN_MEMORY,
            DEMO,
            TEST_MODE,
            AUTH,
            PUBLISHED,
            ADMIN_KEY,
            DATA_PLATFORM,
            DATA_PLATFORM_SECRET,
            DATA_PLATFORM_TIMEOUT,
            DATA_PLATFORM_PRIVATE,
            ZONE,
            CHARGE_MIN,
            CHARGE_MAX,
            CHARGES,
            BALANCE_MAX,
            ORDER_TTL,
            PENDING_ORDERS_MAX,
            ORDER_LINES_MAX,
            LINE_QUANTITY_MAX,
            IDEMPOTENCY_TTL,
            WRITE_BATCH_MAX,
            WRITE_QUEUE_MAX,
            WRITE_QUEUE_WAIT,
            READERS,
            RATE_LIMIT,
            ALLOW_HOST,
            CORS_ORIGIN,
            TRUSTED_PROXY,
            METRICS,
            BODY_MAX_BYTES,
            STOP_TIMEOUT,
            ACCESS_LOG,
            LOG_FORMAT,
            LOG_LEVEL);

    private Settings() {}

    /** The data directory that a command is for. */
    static DataDirectory directory(Values values) {
        return new DataDirectory(values.get(DATA), values.get(SHARED_DATA));
    }

    private static String host(String text) {
        String host = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean nameOrVersion4 = host.matches("[0-9A-Za-z]([0-9A-Za-z.-]{0,252}[0-9A-Za-z])?");
        boolean version6 = host.matches("[0-9A-Fa-f:.]{2,45}") && host.contains("::")
                || host.matches("([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}");
        if (!nameOrVersion4 && !version6) {
            throw new IllegalArgumentException(text);
        }
        return host;
    }

    private static Config.Auth auth(String text) {
        return Config.Auth.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Config.Charges charges(String text) {
        return Config.Charges.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Config.Metrics metrics(String text) {
        return Config.Metrics.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static String hostName(String text) {
        return text.equals("*") ? text : host(text).toLowerCase(Locale.ROOT);
    }

    /** As browsers spell it: without the port that goes without saying, and without anything after it. */
    private static String origin(String text) {
        URI origin = URI.create(text.toLowerCase(Locale.ROOT));
        String scheme = webAddress(text).getScheme().toLowerCase(Locale.ROOT);
        boolean isPlain = origin.getRawPath().isEmpty() && origin.getRawQuery() == null && origin.getUserInfo() == null;
        if (!isPlain) {
            throw new IllegalArgumentException(text);
        }
        boolean isUsualPort = origin.getPort() == -1 || origin.getPort() == (scheme.equals("http") ? 80 : 443);
        return scheme + "://" + origin.getHost() + (isUsualPort ? "" : ":" + origin.getPort());
    }

    private static URI webAddress(String text) {
        URI address = URI.create(text);
        if (!Destination.isWeb(address) || address.getFragment() != null) {
            throw new IllegalArgumentException("address");
        }
        return address;
    }

    /** As the Standard Webhooks specification has it. */
    private static String webhookSecret(String text) {
        WebhookSecret.parse(text);
        return text;
    }
}
