package io.jangteo;

import static io.jangteo.Replies.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.OldDirectory.Told;
import io.jangteo.command.Commands;
import io.jangteo.command.Console;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.database.DatabaseId;
import io.jangteo.wire.ApiCall;
import io.jangteo.wire.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory of an earlier build starts on this version with all that it held. */
class UpgradeTest {
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String OWNER_OF_TOKEN = "/api/v1/users/2";

    @TempDir
    Path place;

    private OldDirectory old;

    @BeforeEach
    void unpack() {
        old = OldDirectory.unpackedInto(place);
    }

    @Test
    void it_answers_as_it_did_and_its_books_balance() {
        try (Jangteo shop = start(Config.builder().testMode(true))) {
            assertThat(old.told("state")).hasSizeGreaterThan(20).allSatisfy(told -> {
                Response reply = shop(shop).get(told.path());
                assertHolds(told.path(), told.reply(), json(reply, 200));
            });
            assertThat(shop.books().balanced()).isTrue();
        }
    }

    @Test
    void without_test_mode_it_goes_on_at_the_time_of_now() {
        try (Jangteo shop = start(Config.builder())) {
            assertThat(shop.books().balanced()).isTrue();
            Response user = shop(shop).json("{\"name\":\"나중\"}").post("/api/v1/admin/users");
            assertThat(json(user, 201).path("id").longValue()).isEqualTo(4);
        }
        assertThat(run("verify", "--data", old.data().toString())).isZero();
    }

    @Test
    void a_key_that_was_granted_is_still_kept() {
        try (Jangteo shop = start(Config.builder().testMode(true))) {
            List<Told> granted = ofAnyone();
            assertThat(granted).hasSize(2).allSatisfy(told -> {
                Response again = send(shop(shop), told);
                assertThat(again.header(REPLAYED)).isEqualTo("true");
                assertThat(Replies.parse(again.text())).isEqualTo(told.reply());
            });
        }
    }

    @Test
    void a_key_that_was_refused_is_free() {
        try (Jangteo shop = start(Config.builder().testMode(true))) {
            for (Told told : old.told("refused")) {
                // All of them were sent by shoppers who had too few points or wrote what is not taken.
                Response anew = ApiCall.to(shop.baseUrl())
                        .header("Idempotency-Key", told.key())
                        .json("{\"amount\":7000}")
                        .post("/api/v1/users/3/points/charge");
                assertThat(anew.status()).as(anew.text()).isEqualTo(200);
                assertThat(anew.header(REPLAYED)).isNull();
            }
            assertThat(shop.books().balanced()).isTrue();
        }
    }

    @Test
    void its_tokens_open_nothing_and_its_users_get_new_ones() throws IOException {
        assertThat(filesWith(old.token())).contains("jangteo.db");
        try (Jangteo shop = start(Config.builder().testMode(true).auth(Config.Auth.TOKEN))) {
            assertThat(account(shop, old.token()).status()).isEqualTo(401);
            Told asked = old.told("token").get(0);
            Response made = send(shop(shop), asked);
            assertThat(made.header(REPLAYED)).isNull();
            String token = json(made, 200).path("token").textValue();
            json(account(shop, token), 200);
            Told charged = old.told("granted").stream()
                    .filter(told -> told.path().startsWith(OWNER_OF_TOKEN))
                    .findFirst()
                    .orElseThrow();
            Response again = send(ApiCall.to(shop.baseUrl()).bearer(token), charged);
            assertThat(again.header(REPLAYED)).isEqualTo("true");
        }
        assertThat(filesWith(old.token())).isEmpty();
    }

    @Test
    void its_snapshot_is_restored() throws IOException {
        try (Jangteo shop = start(Config.builder().testMode(true))) {
            for (int i = 0; i < 2; i++) {
                json(shop(shop).post("/api/v1/admin/snapshots/kept/restore"), 200);
                assertThat(shop.books().balanced()).isTrue();
                assertThat(shop(shop).get("/api/v1/orders/9?userId=1").status()).isEqualTo(404);
                json(shop(shop).get("/api/v1/orders/8?userId=2"), 200);
            }
            Told refused = old.told("refused").get(0);
            assertThat(send(shop(shop), refused).header(REPLAYED)).isNull();
        }
        try (Stream<Path> files = Files.list(old.data().resolve("snapshots"))) {
            assertThat(files).containsExactly(old.data().resolve("snapshots/kept.db"));
        }
    }

    @Test
    void its_backup_is_restored_and_starts() throws IOException {
        Path backup;
        try (Stream<Path> files = Files.list(old.data().resolve("backups"))) {
            backup = files.findFirst().orElseThrow();
        }
        Path other = place.resolve("other");
        assertThat(run("restore", "--data", other.toString(), backup.toString()))
                .isZero();
        try (Jangteo shop = start(Config.builder().testMode(true), other)) {
            assertThat(shop.books().balanced()).isTrue();
            json(shop(shop).get("/api/v1/orders/8?userId=2"), 200);
        }
        assertThat(run("restore", "--force", "--data", old.data().toString(), backup.toString()))
                .isZero();
        try (Jangteo shop = start(Config.builder())) {
            assertThat(shop.books().balanced()).isTrue();
        }
    }

    @Test
    void its_backup_is_restored_in_which_a_user_had_held_more_than_a_lowered_limit() throws IOException {
        Path backup;
        try (Stream<Path> files = Files.list(old.data().resolve("backups"))) {
            backup = files.filter(file -> file.toString().endsWith(".db"))
                    .findFirst()
                    .orElseThrow();
        }
        try (Handle handle = Jdbi.open("jdbc:sqlite:" + backup)) {
            // As that build left it when some of that was spent.
            handle.execute("UPDATE shop_user SET point_max = point_max + 1 WHERE id = 2");
        }
        Path other = place.resolve("other");
        assertThat(run("restore", "--data", other.toString(), backup.toString()))
                .isZero();
        assertThat(run("verify", "--data", other.toString())).isZero();
    }

    @Test
    void an_id_that_it_was_given_before_its_first_start_stays() {
        String url = "jdbc:sqlite:" + old.data().resolve("jangteo.db");
        String given;
        try (Handle handle = Jdbi.open(url)) {
            DatabaseId.renew(handle);
            given = DatabaseId.of(handle);
        }
        try (Jangteo shop = start(Config.builder())) {
            assertThat(shop.database().<String>read(DatabaseId::of)).isEqualTo(given);
        }
    }

    private List<Told> ofAnyone() {
        return old.told("granted").stream()
                .filter(told -> !told.path().startsWith(OWNER_OF_TOKEN))
                .toList();
    }

    private Jangteo start(ConfigBuilder settings) {
        return start(settings, old.data());
    }

    private static Jangteo start(ConfigBuilder settings, Path data) {
        return Jangteo.start(settings.port(0).data(data).build());
    }

    private static ApiCall shop(Jangteo shop) {
        return ApiCall.to(shop.baseUrl()).bearer(shop.adminKey());
    }

    private static Response account(Jangteo shop, String token) {
        return ApiCall.to(shop.baseUrl()).bearer(token).get(OWNER_OF_TOKEN);
    }

    private static Response send(ApiCall request, Told told) {
        return request.header("Idempotency-Key", told.key())
                .json(told.request())
                .post(told.path());
    }

    /** Everything that was answered then is answered still; there may be more of it. */
    private static void assertHolds(String place, JsonNode then, JsonNode now) {
        if (then.isContainerNode()) {
            assertThat(now.getNodeType()).as(place).isEqualTo(then.getNodeType());
            if (then.isArray()) {
                assertThat(now).as(place).hasSameSizeAs(then);
            }
            then.properties()
                    .forEach(member ->
                            assertHolds(place + " " + member.getKey(), member.getValue(), now.path(member.getKey())));
            for (int i = 0; then.isArray() && i < then.size(); i++) {
                assertHolds(place + "[" + i + "]", then.get(i), now.get(i));
            }
        } else {
            assertThat(now).as(place).isEqualTo(then);
        }
    }

    private List<String> filesWith(String text) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(old.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, ISO_8859_1).contains(text)) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        return names;
    }

    private static int run(String... arguments) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Commands.run(List.of(arguments), Map.of(), new Console(nowhere, nowhere));
    }
}
