package io.jangteo.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.BothEngines;
import io.jangteo.Jangteo;
import io.jangteo.Outboxes;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Offers;
import io.jangteo.database.Database;
import io.jangteo.order.Orders;
import io.jangteo.problem.Problem;
import io.jangteo.product.Products;
import io.jangteo.security.OwnCalls;
import io.jangteo.user.Users;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Races without a working server: each ends, reports its result, and leaves no thread. */
@BothEngines
@Tag("slow")
class RaceEndsTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final NewRace WANTED = new NewRace(5L, 40L, 8L, null, null, null);

    @AfterEach
    void no_thread_is_left() {
        RaceThreadsLeft.awaitNone();
    }

    @Test
    void where_nobody_listens_nobody_is_answered() throws IOException {
        Race race;
        try (Socket taken = new Socket()) {
            // No other process can listen at its port.
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            race = run(() -> url(taken.getLocalPort()), Duration.ofMinutes(1));
        }
        assertThat(race.status()).isEqualTo(Race.Status.DONE);
        assertThat(race.asked()).isEqualTo(40);
        assertThat(race.failed()).isEqualTo(40);
        assertThat(race.failures()).containsExactly(new Race.Failure("NO_REPLY", 40));
        assertThat(race.latency()).isNull();
        assertThat(race.verdict().issuedExactly()).isFalse();
        assertThat(race.verdict().booksBalanced()).isTrue();
        assertThat(race.verdict().holds()).isFalse();
    }

    @Test
    void a_race_that_takes_too_long_has_failed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            // Long enough for all eight to ask, on a machine that is busy.
            Race race = run(() -> url(silent.getLocalPort()), Duration.ofSeconds(1));
            assertThat(race.status()).isEqualTo(Race.Status.FAILED);
            assertThat(race.asked()).isEqualTo(8);
            assertThat(race.answered()).isZero();
            assertThat(race.verdict()).isNull();
        }
    }

    @Test
    void a_race_that_cannot_begin_has_failed_and_another_can() {
        try (Races races = races(() -> "not an address", Duration.ofMinutes(1))) {
            for (int i = 0; i < 2; i++) {
                Race race = awaitEnd(races, races.start(WANTED).id());
                assertThat(race.status()).isEqualTo(Race.Status.FAILED);
                assertThat(race.asked()).isZero();
            }
        }
    }

    @Test
    void a_race_that_is_closed_has_failed_and_no_other_begins() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            Races races = races(() -> url(silent.getLocalPort()), Duration.ofMinutes(1));
            long id = races.start(WANTED).id();
            await().until(() -> races.get(id).asked() == 8);
            races.close();
            assertThat(races.get(id).status()).isEqualTo(Race.Status.FAILED);
            RaceThreadsLeft.awaitNone();
            assertThatThrownBy(() -> races.start(WANTED))
                    .isInstanceOf(Problem.class)
                    .hasMessage("OVERLOADED");
        }
    }

    @Test
    void a_rate_limit_counts_for_races_too(@TempDir Path directory) {
        Config config = Config.builder().port(0).data(directory).rateLimit(1).build();
        try (Jangteo limited = Jangteo.start(config);
                Races races = races(limited.database(), limited::baseUrl, Duration.ofMinutes(1))) {
            Race race = awaitEnd(races, races.start(WANTED).id());
            assertThat(race.status()).isEqualTo(Race.Status.DONE);
            assertThat(race.failed()).isPositive();
            assertThat(race.failures()).containsExactly(new Race.Failure("RATE_LIMITED", race.failed()));
            assertThat(race.issued() + race.soldOut() + race.failed()).isEqualTo(40);
            assertThat(race.verdict().issuedExactly()).isEqualTo(race.issued() == 5);
            assertThat(race.verdict().ranksWithoutGap()).isTrue();
            assertThat(race.verdict().booksBalanced()).isTrue();
        }
    }

    private static Race run(Supplier<String> baseUrl, Duration limit) {
        try (Races races = races(baseUrl, limit)) {
            return awaitEnd(races, races.start(WANTED).id());
        }
    }

    private static Race awaitEnd(Races races, long id) {
        return await().until(() -> races.get(id), race -> race.status() != Race.Status.RUNNING);
    }

    private static Races races(Supplier<String> baseUrl, Duration limit) {
        return races(SHOP.database(), baseUrl, limit);
    }

    private static Races races(Database database, Supplier<String> baseUrl, Duration limit) {
        InstantSource clock = InstantSource.system();
        Users users = new Users(database, 1_000_000);
        Coupons coupons = new Coupons(database, users, Outboxes.NONE, clock);
        Offers offers = new Offers(database, users, coupons, Outboxes.NONE, clock);
        Products products = new Products(database, Outboxes.NONE, 0);
        Orders none = null; // These races are for coupons.
        return new Races(database, users, coupons, offers, products, none, clock, null, new OwnCalls(), baseUrl, limit);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
