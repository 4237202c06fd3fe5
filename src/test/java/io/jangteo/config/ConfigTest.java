package io.jangteo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private static final String KEY = "key-of-the-admin";
    private static final String DATABASE = "jdbc:postgresql://db.example:5432/shop?user=jangteo&sslmode=verify-full";

    /** Values other than the default, for settings whose type does not suggest one. */
    private static final Map<Kind, String> SAMPLES = Map.ofEntries(
            Map.entry(Kind.HOST, "127.0.0.2"),
            Map.entry(Kind.HOST_NAME, "Shop,10.0.0.1"),
            Map.entry(Kind.ORIGIN, "https://shop.example,http://Other.example:8080"),
            Map.entry(Kind.NETWORK, "10.0.0.0/8,::1"),
            Map.entry(Kind.ADMIN_KEY, "another-key-of-the-admin"),
            Map.entry(Kind.WEBHOOK_SECRET, SECRET + "," + OTHER_SECRET),
            Map.entry(Kind.WEB_ADDRESS, "https://example.com/hook"),
            Map.entry(Kind.PATH, "elsewhere"),
            Map.entry(Kind.ZONE, "Asia/Tokyo"),
            Map.entry(Kind.DATABASE, DATABASE),
            Map.entry(Kind.REDIS, "rediss://cache.example:6380"),
            Map.entry(Kind.PASSWORD, "hush \u00fc"));

    /** Settings whose default depends on other settings. */
    private static final List<String> FOLLOWING = List.of("charges", "pendingOrdersMax", "rateLimit", "metrics");

    @Test
    void without_a_word_the_defaults_hold() {
        Config config = read(Map.of(), Map.of());
        assertThat(config).isEqualTo(Config.builder().build());
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.data()).isEqualTo(Path.of("./data"));
        assertThat(config.demo()).isFalse();
        assertThat(config.testMode()).isFalse();
        assertThat(config.auth()).isEqualTo(Config.Auth.OPEN);
        assertThat(config.adminKey()).isNull();
        assertThat(config.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(config.chargeMin()).isEqualTo(1_000);
        assertThat(config.chargeMax()).isEqualTo(1_000_000);
        assertThat(config.charges()).isEqualTo(Config.Charges.SHOPPER);
        assertThat(config.balanceMax()).isEqualTo(1_000_000);
        assertThat(config.orderTtl()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.pendingOrdersMax()).isZero();
        assertThat(config.idempotencyTtl()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void among_strangers_the_shop_charges_and_unpaid_orders_are_few() {
        Config withTokens = read(Map.of("auth", "token"), Map.of());
        assertThat(withTokens.charges()).isEqualTo(Config.Charges.ADMIN);
        assertThat(withTokens.pendingOrdersMax()).isEqualTo(10);
        Map<String, String> otherwise = Map.of("auth", "token", "charges", "shopper", "pending-orders-max", "0");
        assertThat(read(otherwise, Map.of()).charges()).isEqualTo(Config.Charges.SHOPPER);
        assertThat(read(otherwise, Map.of()).pendingOrdersMax()).isZero();
        Config open = read(Map.of("charges", "ADMIN", "pending-orders-max", "3"), Map.of());
        assertThat(open.charges()).isEqualTo(Config.Charges.ADMIN);
        assertThat(open.pendingOrdersMax()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_setting_is_set_by_its_flag_its_variable_and_the_builder_and_changes_no_other(Option option)
            throws ReflectiveOperationException {
        String text = sample(option);
        // Redis is for a shared database alone.
        Map<String, String> base = option.component().equals("redis")
                ? Map.of("admin-key", KEY, "database", DATABASE)
                : Map.of("admin-key", KEY);
        Map<String, String> flags = new HashMap<>(base);
        flags.put(option.name(), text);
        Config byFlag = read(flags, Map.of());
        Map<String, String> others = new HashMap<>(base);
        others.remove(option.name());
        Config byVariable = read(others, Map.of(option.variable(), text));
        Config before = read(base, Map.of());
        assertThat(byVariable).isEqualTo(byFlag);
        assertThat(built(Config.builder().adminKey(KEY).database(base.get("database")), option, text))
                .isEqualTo(byFlag);
        assertThat(value(option, byFlag)).isEqualTo(option.parse(text).orElseThrow());
        for (Option other : Option.of(Config.class)) {
            boolean stays = !other.component().equals(option.component()) && !FOLLOWING.contains(other.component());
            assertThat(value(other, byFlag).equals(value(other, before)))
                    .as(other.component())
                    .isIn(stays, true);
        }
        assertThat(value(option, byFlag)).isNotEqualTo(value(option, before));
    }

    @Test
    void flags_and_variables_are_called_like_the_settings() {
        assertThat(Option.of(Config.class).stream().map(Option::flag))
                .contains("--port", "--charge-min", "--data-platform-secret", "--allow-host", "--trusted-proxy")
                .doesNotHaveDuplicates();
        assertThat(Option.of(Config.class).stream().map(Option::variable))
                .contains("JANGTEO_PORT", "JANGTEO_CHARGE_MIN", "JANGTEO_DATA_PLATFORM_SECRET");
    }

    @Test
    void a_flag_counts_more_than_a_variable() {
        Map<String, String> environment = Map.of("JANGTEO_PORT", "1", "JANGTEO_DEMO", "true", "JANGTEO_READERS", "7");
        Config config = read(Map.of("port", "2", "demo", "false"), environment);
        assertThat(config.port()).isEqualTo(2);
        assertThat(config.demo()).isFalse();
        assertThat(config.readers()).isEqualTo(7);
    }

    @Test
    void an_empty_variable_counts_as_not_set() {
        assertThat(read(Map.of(), Map.of("JANGTEO_PORT", "")).port()).isEqualTo(8080);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        Map<String, String> flags = Map.of("port", "70000", "zone", "", "host", "0.0.0.0", "charge-max", "10");
        Map<String, String> environment = Map.of("JANGTEO_ORDER_TTL", "30m", "JANGTEO_TEST_MODE", "true");
        assertThat(complaints(flags, environment))
                .containsExactlyInAnyOrder(
                        "--port 70000: expected a whole number from 0 to 65535",
                        "--zone without a value: expected a time zone such as Asia/Seoul",
                        "JANGTEO_ORDER_TTL=30m: expected an ISO 8601 duration from PT1S to P30D",
                        "--host 0.0.0.0: an address other than loopback needs --auth token or --published",
                        "JANGTEO_TEST_MODE=true: only on a loopback address or with --published, not on 0.0.0.0",
                        "charge-min 1000: expected at most --charge-max 10");
    }

    @ParameterizedTest
    @CsvSource({
        "port, -1",
        "port, 65536",
        "port, 8080x",
        "port, 1.0",
        "port, ٣",
        "demo, yes",
        "auth, none",
        "zone, Mars/Olympus",
        "host, http://a",
        "host, a:80",
        "host, a b",
        "admin-key, a b",
        "admin-key, 열쇠열쇠열쇠열쇠열쇠열쇠열쇠열쇠",
        "admin-key, k",
        "admin-key, only-15-letters",
        "allow-host, shop:8080",
        "allow-host, 'shop,'",
        "allow-host, https://shop",
        "cors-origin, shop.example",
        "cors-origin, *",
        "cors-origin, null",
        "cors-origin, https://shop.example/",
        "cors-origin, https://shop.example?a",
        "cors-origin, https://me@shop.example",
        "cors-origin, 'https://shop.example,,https://other.example'",
        "trusted-proxy, proxy",
        "trusted-proxy, 10.0.0.0/33",
        "trusted-proxy, 10.0.0/8",
        "trusted-proxy, ::1/129",
        "trusted-proxy, 10.0.0.1/",
        "metrics, all",
        "data-platform, ftp://a/",
        "data-platform, https:///x",
        "data-platform, https://me:p@ss@a/",
        "data-platform-secret, whsec_c2hvcnQ=",
        "data-platform-secret, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "charge-min, 0",
        "charge-max, 1000000000001",
        "charges, nobody",
        "pending-orders-max, -1",
        "pending-orders-max, 1000001",
        "balance-max, 99999999999999999999",
        "order-ttl, PT0S",
        "order-ttl, 30",
        "idempotency-ttl, PT23H59M",
        "write-queue-max, 0",
        "readers, 0",
        "readers, 65",
        "rate-limit, -1",
        "body-max-bytes, 100",
        "stop-timeout, PT-1S",
        "data-platform-timeout, PT0S",
        "order-lines-max, 1001",
        "line-quantity-max, 1000001",
        "write-queue-wait, PT2M",
        "log-format, xml",
        "log-level, trace",
        "access-log, yes",
        "database, jdbc:postgresql://db.example",
        "database, jdbc:postgresql://db.example/",
        "database, jdbc:postgresql:shop",
        "database, postgresql://db.example/shop",
        "database, jdbc:postgresql://me:hush@db.example/shop",
        "database, jdbc:postgresql://db.example/shop?user=me&PASSWORD=hush",
        "database, jdbc:postgresql://db.example/shop?user=me&sslpassword=hush",
        "redis, http://cache.example",
        "redis, redis://:hush@cache.example",
        "redis, redis://cache.example?password=hush",
        "pool-size, 1",
        "settings, change"
    })
    void a_value_out_of_bounds_is_refused(String name, String text) {
        Map<String, String> flags = new HashMap<>(Map.of("admin-key", KEY));
        flags.put(name, text);
        assertThat(complaints(flags, Map.of()))
                .singleElement()
                .asString()
                .startsWith("--" + name)
                .contains(": expected ")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "port, 0",
        "port, 65535",
        "host, localhost",
        "host, ::1",
        "host, [::1]",
        "host, 127.1.2.3",
        "demo, TRUE",
        "balance-max, 1000000000000",
        "order-ttl, P30D",
        "idempotency-ttl, PT24H",
        "stop-timeout, PT0S",
        "zone, UTC",
        "data-platform, http://127.0.0.1:9/hook?a=b",
        "admin-key, just-16-letters.",
        "allow-host, *",
        "allow-host, ::1",
        "cors-origin, HTTPS://[::1]:9",
        "trusted-proxy, 0.0.0.0/0",
        "trusted-proxy, fd00::/8",
        "rate-limit, 0"
    })
    void a_value_at_the_edge_is_taken(String name, String text) {
        read(Map.of(name, text), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "192.168.0.7", "::", "shop.example.com", "127.0.0.1.example.com", "localhost.it"})
    void whoever_can_be_reached_by_others_needs_tokens_and_no_test_mode(String host) {
        assertThat(complaints(Map.of("host", host), Map.of())).hasSize(1);
        Map<String, String> withTokens = Map.of("host", host, "auth", "token");
        assertThat(read(withTokens, Map.of()).isLoopback()).isFalse();
        assertThat(complaints(Map.of("host", host, "auth", "token", "test-mode", "true"), Map.of()))
                .hasSize(1);
    }

    @Test
    void whoever_publishes_the_port_may_have_any_mode_on_any_address_with_a_key() {
        Map<String, String> flags = Map.of("host", "0.0.0.0", "published", "true", "test-mode", "true", "demo", "true");
        assertThat(complaints(flags, Map.of()))
                .containsExactly("--published true: needs an admin key, --admin-key or JANGTEO_ADMIN_KEY");
        assertThat(read(flags, Map.of("JANGTEO_ADMIN_KEY", "key-of-the-admin")).published())
                .isTrue();
        assertThat(complaints(Map.of("published", "true"), Map.of())).hasSize(1);
        assertThat(complaints(Map.of("published", "true", "admin-key", "short"), Map.of()))
                .hasSize(1);
    }

    @Test
    void strangers_are_limited_and_the_rest_is_not() {
        assertThat(Config.builder().build().rateLimit()).isZero();
        ConfigBuilder forStrangers = Config.builder().host("0.0.0.0").auth(Config.Auth.TOKEN);
        assertThat(forStrangers.build().rateLimit()).isEqualTo(100);
        assertThat(forStrangers.rateLimit(0).build().rateLimit()).isZero();
        ConfigBuilder published =
                Config.builder().host("0.0.0.0").published(true).adminKey("key-of-the-admin");
        assertThat(published.build().rateLimit()).isZero();
        assertThat(published.testMode(true).build().rateLimit()).isZero();
        assertThat(published.rateLimit(7).build().rateLimit()).isEqualTo(7);
    }

    @Test
    void what_is_measured_is_for_this_machine_and_for_the_administrator() {
        assertThat(Config.builder().build().metrics()).isEqualTo(Metrics.OPEN);
        ConfigBuilder forStrangers = Config.builder().host("0.0.0.0").auth(Config.Auth.TOKEN);
        assertThat(forStrangers.build().metrics()).isEqualTo(Metrics.ADMIN);
        assertThat(forStrangers.metrics(Metrics.OPEN).build().metrics()).isEqualTo(Metrics.OPEN);
        ConfigBuilder published = Config.builder().published(true).adminKey("key-of-the-admin");
        assertThat(published.build().metrics()).isEqualTo(Metrics.ADMIN);
    }

    @Test
    void several_values_come_with_commas_and_an_origin_is_as_browsers_spell_it() {
        assertThat(Config.builder().build().allowHosts()).isEmpty();
        assertThat(read(Map.of(), Map.of("JANGTEO_ALLOW_HOST", "")).allowHosts())
                .isEmpty();
        assertThat(Config.builder().allowHosts("a").allowHosts().build().allowHosts())
                .isEmpty();
        assertThat(Config.builder()
                        .corsOrigins("HTTPS://Shop.Example:443", "http://a:80", "http://a:443")
                        .build()
                        .corsOrigins())
                .containsExactly("https://shop.example", "http://a", "http://a:443");
    }

    @Test
    void what_is_kept_in_memory_is_not_kept_in_a_directory() {
        Map<String, String> inMemory = Map.of("in-memory", "true");
        assertThat(read(inMemory, Map.of()).inMemory()).isTrue();
        assertThat(Config.builder().inMemory(true).build().inMemory()).isTrue();
        assertThat(complaints(Map.of("in-memory", "true", "data", "elsewhere"), Map.of()))
                .containsExactly("--in-memory true: not together with --data elsewhere");
        assertThat(complaints(inMemory, Map.of("JANGTEO_DATA", "elsewhere")))
                .containsExactly("--in-memory true: not together with JANGTEO_DATA=elsewhere");
        read(Map.of("in-memory", "false", "data", "elsewhere"), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://me:hush@receiver.example/|a user name and a password do not belong in the address; webhooks"
                        + " are signed instead",
                "https://hush@receiver.example/|a user name and a password do not belong in the address; webhooks"
                        + " are signed instead",
                "https://10.0.0.7/?token=hush|10.0.0.7 is a private or special address; --data-platform-private"
                        + " allows it",
                "http://receiver.example/hush|plain http is for loopback alone; --data-platform-private allows it",
                "https://169.254.169.254/hush|169.254.169.254 is the address of a metadata service",
                "ftp://receiver.example/hush|expected an https:// address, or http:// on loopback",
                "https://receiver.example/#hush|expected an https:// address, or http:// on loopback",
                "https://me:hu@sh@receiver.example/|expected an https:// address, or http:// on loopback"
            })
    void an_address_of_the_data_platform_that_is_never_sent_to_is_said_and_not_repeated(String address, String reason) {
        assertThat(complaints(Map.of("data-platform", address), Map.of()))
                .containsExactly("--data-platform: " + reason);
        assertThat(complaints(Map.of(), Map.of("JANGTEO_DATA_PLATFORM", address)))
                .containsExactly("JANGTEO_DATA_PLATFORM: " + reason);
        InvalidConfig thrown = catchThrowableOfType(
                InvalidConfig.class,
                () -> Config.builder()
                        .dataPlatform(URI.create(address.replace("hu@sh", "hush")))
                        .build());
        assertThat(thrown.complaints()).singleElement().asString().doesNotContain("hush");
    }

    @Test
    void the_flag_for_private_addresses_allows_them() {
        Map<String, String> flags = Map.of("data-platform", "http://10.0.0.7/", "data-platform-private", "true");
        assertThat(read(flags, Map.of()).dataPlatformPrivate()).isTrue();
        assertThat(complaints(
                        Map.of("data-platform", "http://169.254.169.254/", "data-platform-private", "true"), Map.of()))
                .containsExactly("--data-platform: 169.254.169.254 is the address of a metadata service");
    }

    @Test
    void a_shared_database_needs_an_admin_key_and_leaves_memory_alone() {
        Map<String, String> flags = Map.of("database", DATABASE, "in-memory", "true");
        assertThat(complaints(flags, Map.of()))
                .containsExactly(
                        "--database: needs an admin key, --admin-key or JANGTEO_ADMIN_KEY",
                        "--in-memory true: not together with a database server: leave out --database");
        assertThat(complaints(Map.of("redis", "redis://cache.example"), Map.of()))
                .containsExactly("--redis: only with --database");
        Config shared = read(Map.of("database", DATABASE, "test-mode", "true", "admin-key", KEY), Map.of());
        assertThat(shared.isShared()).as("a test's own shop").isTrue();
    }

    @Test
    void settings_of_all_servers_of_a_database_are_compared_as_texts() {
        Config config = read(Map.of("order-ttl", "PT1800S", "zone", "UTC", "auth", "token"), Map.of());
        assertThat(config.sharedSettings())
                .containsEntry("order-ttl", "PT30M")
                .containsEntry("zone", "UTC")
                .containsEntry("auth", "token")
                .containsEntry("charges", "admin")
                .containsEntry("pending-orders-max", "10")
                .containsEntry("balance-max", "1000000")
                .doesNotContainKeys("port", "host", "demo", "database", "settings", "rate-limit");
    }

    @Test
    void more_secrets_than_there_is_need_for_are_refused() {
        String five = String.join(",", java.util.Collections.nCopies(5, SECRET));
        assertThat(complaints(Map.of("data-platform-secret", five), Map.of())).hasSize(1);
    }

    @Test
    void a_secret_is_never_repeated() {
        Map<String, String> secrets = Map.of("admin-key", "not a key", "data-platform-secret", "not-a-secret");
        assertThat(complaints(secrets, Map.of()).toString()).doesNotContain("not a key", "not-a-secret");
        Config config = Config.builder()
                .adminKey(KEY)
                .dataPlatformSecret(SECRET)
                .dataPlatform(URI.create("https://example.com/hook"))
                .build();
        assertThat(config.toString()).doesNotContain(KEY, SECRET, "hook");
    }

    @Test
    void a_builder_says_what_is_wrong_and_can_be_put_right() {
        ConfigBuilder builder = Config.builder().port(-1).host("a b").chargeMin(2_000_000);
        InvalidConfig thrown = catchThrowableOfType(InvalidConfig.class, builder::build);
        assertThat(thrown.complaints()).hasSize(4);
        Config config = builder.port(0).host(null).chargeMin(1).build();
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    private static List<Option> settings() {
        return Option.of(Config.class);
    }

    /** Returns a text that is not the default. */
    private static String sample(Option option) {
        if (option.isSwitch()) {
            return "true";
        }
        if (option.type().isEnum()) {
            Object[] constants = option.type().getEnumConstants();
            return constants[constants.length - 1].toString().toLowerCase(Locale.ROOT);
        }
        if (option.type() == Duration.class) {
            return ((Duration) option.fallback().orElse(Duration.ofHours(1)))
                    .plusSeconds(1)
                    .toString();
        }
        boolean isNumber = option.type() == int.class || option.type() == long.class;
        return isNumber
                ? Long.toString(((Number) option.fallback().orElse(0)).longValue() + 1)
                : SAMPLES.get(option.kind());
    }

    private static Config built(ConfigBuilder builder, Option option, String text) throws ReflectiveOperationException {
        Method method = Stream.of(ConfigBuilder.class.getMethods())
                .filter(each -> Option.find(List.of(option), each.getName()).isPresent())
                .findFirst()
                .orElseThrow();
        Class<?> type = method.getParameterTypes()[0];
        Object value = type == String[].class
                ? text.split(",")
                : type == String.class ? text : option.parse(text).orElseThrow();
        return ((ConfigBuilder) method.invoke(builder, value)).build();
    }

    private static Object value(Option option, Config config) throws ReflectiveOperationException {
        return Optional.ofNullable(Config.class.getMethod(option.component()).invoke(config))
                .orElse("none");
    }

    private static Config read(Map<String, String> flags, Map<String, String> environment) {
        return Values.read(Option.of(Config.class), flags, environment).to(Config.class, List.of());
    }

    private static List<String> complaints(Map<String, String> flags, Map<String, String> environment) {
        return catchThrowableOfType(InvalidConfig.class, () -> read(flags, environment))
                .complaints();
    }
}
