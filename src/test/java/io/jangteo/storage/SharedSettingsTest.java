package io.jangteo.storage;

import static io.jangteo.Replies.json;
import static io.jangteo.storage.SharedDatabase.admin;
import static io.jangteo.storage.SharedDatabase.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jangteo.Jangteo;
import io.jangteo.cluster.TcpProxy;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.config.OnDifference;
import io.jangteo.database.SettingsDiffer;
import io.jangteo.database.UnusableDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings that all servers of a database must have in common. */
@Tag("slow")
class SharedSettingsTest {
    private static final UnaryOperator<ConfigBuilder> ADOPT = settings -> settings.settings(OnDifference.ADOPT);

    @TempDir
    Path directories;

    private SharedDatabase database;

    @BeforeEach
    void create() {
        database = new SharedDatabase(directories);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void another_setting_than_the_first_servers_is_refused_with_both_values() {
        database.start(settings -> settings.chargeMax(500_000).zone(ZoneId.of("UTC")));
        SettingsDiffer thrown =
                catchThrowableOfType(SettingsDiffer.class, () -> database.start(settings -> settings.orderLinesMax(7)));
        assertThat(thrown.complaints())
                .containsExactly(
                        "--charge-max 1000000: the servers of this database have 500000; --settings adopt changes it"
                                + " to 1000000 when no other server runs",
                        "--order-lines-max 7: the servers of this database have 100; --settings adopt changes it to 7"
                                + " when no other server runs",
                        "--zone Asia/Seoul: the servers of this database have UTC; --settings adopt changes it to"
                                + " Asia/Seoul when no other server runs");
        database.start(settings -> settings.chargeMax(500_000).zone(ZoneId.of("UTC")));
    }

    @Test
    void every_other_setting_may_differ() {
        database.start();
        database.start(settings -> settings.poolSize(3)
                .rateLimit(9)
                .readers(2)
                .stopTimeout(Duration.ofSeconds(1))
                .settings(OnDifference.ADOPT));
    }

    @Test
    void a_refused_server_stores_nothing() {
        database.start();
        database.execute("DELETE FROM setting WHERE name = 'shared.order-ttl'");
        assertThatThrownBy(() -> database.start(
                        settings -> settings.orderTtl(Duration.ofHours(1)).chargeMin(1)))
                .isInstanceOf(SettingsDiffer.class)
                .hasMessageNotContaining("order-ttl");
        database.start(settings -> settings.orderTtl(Duration.ofHours(2)));
        assertThat(database.value("SELECT value FROM setting WHERE name = 'shared.order-ttl'"))
                .isEqualTo("PT2H");
    }

    @Test
    void of_servers_that_start_at_once_with_different_settings_one_has_its_way() {
        List<CompletableFuture<Jangteo>> starts = IntStream.range(1, 5)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> database.start(
                        settings -> settings.chargeMax(number * 100_000).balanceMax(number * 1_000_000L))))
                .toList();
        List<Throwable> refusals =
                starts.stream().map(start -> catchThrowable(start::join)).toList();
        assertThat(refusals).filteredOn(thrown -> thrown == null).hasSize(1);
        assertThat(refusals)
                .filteredOn(thrown -> thrown != null)
                .allSatisfy(thrown -> assertThat(thrown).hasCauseInstanceOf(SettingsDiffer.class));
        String winner = database.value("SELECT value FROM setting WHERE name = 'shared.charge-max'");
        assertThat(database.value("SELECT value FROM setting WHERE name = 'shared.balance-max'"))
                .isEqualTo(winner.charAt(0) + "000000");
    }

    @Test
    void a_change_is_adopted_only_when_no_other_server_runs() {
        Jangteo first = database.start();
        assertThatThrownBy(() -> database.start(settings -> ADOPT.apply(settings.chargeMin(10))))
                .isInstanceOf(UnusableDatabase.class)
                .hasMessage("--settings adopt: another server is running on this database; stop all others first");
        first.close();
        Jangteo second = database.start(settings -> ADOPT.apply(settings.chargeMin(10)));
        assertThat(json(api(second).get("/shop"), 200).path("chargeMin").longValue())
                .isEqualTo(10);
        assertThatThrownBy(database::start).isInstanceOf(SettingsDiffer.class);
        Jangteo third = database.start(settings -> ADOPT.apply(settings.chargeMin(10)));
        assertThat(json(api(third).get("/shop"), 200).path("chargeMin").longValue())
                .as("adopting what is stored already, beside another server")
                .isEqualTo(10);
    }

    @Test
    void an_adopted_balance_limit_holds_for_every_user_and_cuts_nobody() {
        Jangteo before = database.start(settings -> settings.chargeMax(1_000_000));
        long rich = user(before, 900_000);
        long poor = user(before, 100_000);
        before.close();
        database.start(settings -> ADOPT.apply(settings.chargeMax(500_000).balanceMax(500_000)));
        assertThat(database.value("SELECT point_max FROM shop_user WHERE id = " + rich))
                .isEqualTo("900000");
        assertThat(database.value("SELECT point_max FROM shop_user WHERE id = " + poor))
                .isEqualTo("500000");
    }

    @Test
    void a_start_with_the_stored_balance_limit_leaves_the_users_alone() {
        Jangteo first = database.start();
        long user = user(first, 1_000);
        database.execute("UPDATE shop_user SET point_max = 1000005 WHERE id = " + user);
        database.start();
        assertThat(database.value("SELECT point_max FROM shop_user WHERE id = " + user))
                .isEqualTo("1000005");
    }

    @Test
    void a_server_that_was_away_while_its_settings_were_changed_is_not_ready_any_more() {
        try (TcpProxy proxy = TcpProxy.beforePostgres(database.url())) {
            Jangteo away = database.start(settings -> settings.database(proxy.in(database.url())));
            proxy.refuse();
            proxy.cut();
            // Its lock ends with its session, which the server notices a moment later.
            Awaitility.await().ignoreException(UnusableDatabase.class).untilAsserted(() -> {
                try (Jangteo other = database.start(settings -> ADOPT.apply(settings.chargeMin(10)))) {
                    assertThat(other.isClosed()).isFalse();
                }
            });
            proxy.allow();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    database.value(
                                            "SELECT count(*) FROM pg_locks"
                                                    + " WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted"
                                                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                            .isEqualTo("1"));
            // It could commit again, and yet sends its callers to others.
            Awaitility.await().untilAsserted(() -> assertThat(status(away)).isEqualTo(503));
            // Its limits are not those of the others any more.
            assertThat(admin(away)
                            .json(Map.of("name", "손님"))
                            .post("/admin/users")
                            .status())
                    .isEqualTo(503);
        }
    }

    @Test
    void the_manual_names_every_shared_setting() throws IOException {
        String manual = Files.readString(Path.of("src/docs/postgresql.md"));
        assertThat(Config.builder().build().sharedSettings().keySet())
                .filteredOn(name -> !manual.contains("`--" + name + "`"))
                .as("settings that the manual leaves out")
                .isEmpty();
    }

    private static int status(Jangteo shop) {
        return api(shop).basePath("").get("/health/ready").status();
    }

    private static long user(Jangteo shop, long points) {
        long id = json(admin(shop).json(Map.of("name", "손님")).post("/admin/users"), 201)
                .path("id")
                .longValue();
        json(api(shop).json(Map.of("amount", points)).post("/users/{id}/points/charge", id), 200);
        return id;
    }
}
