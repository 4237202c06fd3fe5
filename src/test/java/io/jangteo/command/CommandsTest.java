package io.jangteo.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.config.Config;
import io.jangteo.config.Option;
import io.jangteo.config.Values;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.DirectoryLock;
import io.jangteo.database.ReadOnlyDatabase;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.security.Secrets;
import io.jangteo.security.Tokens;
import io.jangteo.user.NewUser;
import io.jangteo.user.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class CommandsTest {
    @TempDir
    Path path;

    private DataDirectory directory;
    private String data;

    /** The result of a run of the command line. */
    private record Outcome(int status, String out, String err) {
        JsonNode json() throws Exception {
            return new ObjectMapper().readTree(out);
        }
    }

    @BeforeEach
    void makeAShop() {
        directory = new DataDirectory(path.resolve("data")).create();
        data = directory.path().toString();
        with(database -> database.write(tx -> new Users(database, 1_000_000).create(tx, new NewUser("김하나", null))));
    }

    @Test
    void everything_that_is_wrong_with_the_flags_is_said_at_once() {
        Outcome outcome = run(
                Map.of("JANGTEO_READERS", "many"),
                "--prot",
                "80",
                "--port",
                "x",
                "--admin-key",
                "--demo=perhaps",
                "--host",
                "0.0.0.0",
                "here",
                "--zone",
                "UTC",
                "--zone",
                "UTC");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err.lines())
                .containsExactlyInAnyOrder(
                        "jangteo: --prot: unknown flag of serve",
                        "jangteo: --port x: expected a whole number from 0 to 65535",
                        "jangteo: --admin-key without a value: expected 16 to 256 visible ASCII characters",
                        "jangteo: --demo perhaps: expected true or false",
                        "jangteo: --host 0.0.0.0: an address other than loopback needs --auth token or --published",
                        "jangteo: here: unknown argument of serve",
                        "jangteo: --zone: given more than once",
                        "jangteo: JANGTEO_READERS=many: expected a whole number from 1 to 64",
                        "jangteo: --help shows what can be set");
    }

    @Test
    void a_setting_of_several_values_is_given_several_times_or_once_with_commas() {
        List<Option> options = Option.of(Config.class);
        List<String> typed = List.of("--allow-host", "a", "--allow-host=b,c", "--allow-host", "d");
        Map<String, String> flags = Arguments.parse("serve", options, typed).flags();
        assertThat(Values.read(options, flags, Map.of())
                        .to(Config.class, List.of())
                        .allowHosts())
                .containsExactly("a", "b", "c", "d");
        Map<String, String> environment = Map.of("JANGTEO_ALLOW_HOST", "e,f", "JANGTEO_TRUSTED_PROXY", "");
        Config ofVariable = Values.read(options, Map.of(), environment).to(Config.class, List.of());
        assertThat(ofVariable.allowHosts()).containsExactly("e", "f");
        assertThat(ofVariable.trustedProxies()).isEmpty();
        assertThat(Arguments.help("serve", "", options, List.of())).contains("May be given several times.");
    }

    @Test
    void one_that_is_empty_among_several_values_is_said() {
        Outcome outcome =
                run("--allow-host", "a", "--allow-host", "--cors-origin", "--trusted-proxy", "x", "--published");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err.lines())
                .contains(
                        "jangteo: --allow-host a,: expected host names without a port, or *",
                        "jangteo: --cors-origin without a value: expected origins such as https://shop.example",
                        "jangteo: --trusted-proxy x: expected addresses or networks such as 10.0.0.0/8",
                        "jangteo: --published true: needs an admin key, --admin-key or JANGTEO_ADMIN_KEY");
    }

    @Test
    void what_stands_behind_a_mistyped_flag_is_not_repeated() {
        Outcome outcome = run("--admin-kee=hush", "--data-platfrom", "https://me:hush@a/");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err)
                .contains("--admin-kee: unknown flag of serve", "--data-platfrom: unknown flag of serve")
                .doesNotContain("hush");
    }

    @Test
    void everything_that_does_not_go_with_a_database_server_is_said_at_once() {
        String address = "jdbc:postgresql://db.example/shop?user=me";
        Outcome outcome = run("--database", address, "--test-mode", "--in-memory", "--port", "x");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err.lines())
                .containsExactlyInAnyOrder(
                        "jangteo: --database: needs an admin key, --admin-key or JANGTEO_ADMIN_KEY",
                        "jangteo: --test-mode true: not together with --database; test mode plays on the embedded"
                                + " database",
                        "jangteo: --in-memory true: not together with a database server: leave out --database",
                        "jangteo: --port x: expected a whole number from 0 to 65535",
                        "jangteo: --help shows what can be set");
        assertThat(run("--redis", "redis://cache.example").status).isEqualTo(2);
    }

    @Test
    void a_password_in_an_address_is_refused_and_not_repeated() {
        Outcome outcome = run(
                Map.of("JANGTEO_REDIS", "redis://:hush@cache.example"),
                "--database",
                "jdbc:postgresql://db.example/shop?user=me&password=hush",
                "--admin-key",
                "key-of-the-admin");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err)
                .contains("--database: expected jdbc:postgresql://", "JANGTEO_DATABASE_PASSWORD", "JANGTEO_REDIS: ")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({"backup, pg_dump", "restore, pg_restore"})
    void a_database_server_is_copied_with_its_own_tools(String command, String tool) {
        String address = "jdbc:postgresql://db.example/shop?user=me";
        String complaint = ": only for a data directory; use " + tool + " for a PostgreSQL database";
        Outcome byFlag = run(command, "--database", address, "--data", data);
        assertThat(byFlag.status).isEqualTo(2);
        assertThat(byFlag.err).contains("jangteo: --database" + complaint);
        Outcome byVariable = run(Map.of("JANGTEO_DATABASE", address), command, "--data", data);
        assertThat(byVariable.status).isEqualTo(2);
        assertThat(byVariable.err).contains("jangteo: JANGTEO_DATABASE" + complaint);
    }

    @Test
    void an_unknown_command_is_answered_with_those_there_are() {
        Outcome outcome = run("serv", "--port", "0");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err)
                .contains(
                        "serv: unknown command; expected one of serve, verify, backup, restore, export, migrate, token,"
                                + " race");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "backup", "restore", "export", "migrate", "token", "race"})
    void a_command_does_not_take_the_flags_of_another(String command) {
        Outcome outcome = run(command, "--port", "0");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err).contains("--port: unknown flag of " + command);
    }

    @Test
    void the_help_names_every_setting_and_every_command() {
        Outcome outcome = run("--help");
        assertThat(outcome.status).isZero();
        assertThat(outcome.err).isEmpty();
        assertThat(Option.of(Config.class))
                .allSatisfy(setting -> assertThat(outcome.out).contains(setting.flag(), setting.variable()));
        assertThat(outcome.out).contains("serve ", "verify ", "backup ", "restore ", "export ", "token ", "race ");
        assertThat(run("restore", "-h").out)
                .contains("--force", "FILE", "JANGTEO_DATA")
                .doesNotContain("JANGTEO_FORCE");
    }

    @Test
    void the_version_is_one_line() {
        assertThat(run("--version").out.lines()).singleElement().asString().startsWith("jangteo ");
    }

    @Test
    void serve_says_in_one_line_who_has_the_directory() {
        try (DirectoryLock server = directory.lock()) {
            assertCannotServe("is in use by another server", "--data", data, "--port", "0");
        }
    }

    @Test
    void serve_says_in_one_line_that_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertCannotServe("port " + port + ": Address already in use", "--data", data, "--port", port);
        }
        directory.lock().close();
    }

    @Test
    void serve_says_in_one_line_what_is_wrong_with_the_data() throws Exception {
        with(database -> database.write(
                tx -> tx.handle().execute("INSERT INTO schema_migration VALUES (999, '0999-future.sql', '', 0)")));
        assertCannotServe("made by a newer version of Jangteo", "--data", data, "--port", "0");
        Path file = Files.writeString(path.resolve("file"), "");
        assertCannotServe("file is not a directory", "--data", file.toString(), "--port", "0");
    }

    @Test
    void serve_says_in_one_line_that_the_database_server_is_away() {
        Map<String, String> environment =
                Map.of("JANGTEO_ADMIN_KEY", "key-of-the-admin", "JANGTEO_DATABASE_PASSWORD", "hush");
        String[] arguments = {
            "--data", path.resolve("journal").toString(),
            "--port", "0",
            // Port 1 of this machine: nobody listens there.
            "--database", "jdbc:postgresql://127.0.0.1:1/shop?user=me"
        };
        Outcome outcome = run(environment, arguments);
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err.lines())
                .singleElement()
                .asString()
                .startsWith("jangteo: Cannot use the database jdbc:postgresql://127.0.0.1:1/shop?user=me: ")
                .contains("refused")
                .doesNotContain("hush", "Cannot listen");
    }

    @Test
    void serve_tells_every_fault_of_a_seed_file() throws Exception {
        Path seed = Files.writeString(path.resolve("shop.json"), "{\"users\": [{}, {\"name\": 5}]}");
        String[] arguments = {"--data", path.resolve("new").toString(), "--port", "0", "--seed", seed.toString()};
        Outcome outcome = run(arguments);
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err.lines())
                .containsExactly(
                        "jangteo: " + seed + ": users[0].name: expected a text of 1 to 100 printable characters",
                        "jangteo: " + seed + ": users[1].name: expected a text of 1 to 100 printable characters");
    }

    @Test
    void export_prints_a_seed_file_or_writes_one_that_is_not_there() throws Exception {
        Outcome printed = run("export", "--data", data);
        assertThat(printed.status).isZero();
        assertThat(printed.json().path("users").isArray()).isTrue();
        assertThat(printed.out).startsWith("{\n  \"users\": [");
        Path file = path.resolve("shop.json");
        assertThat(run("export", "--data", data, "--to", file.toString()).status)
                .isZero();
        assertThat(file).hasContent(printed.out);
        Outcome again = run("export", "--data", data, "--to", file.toString());
        assertThat(again.status).isEqualTo(1);
        assertThat(again.err).isEqualTo("jangteo: " + file + " exists already\n");
        assertThat(path.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void verify_prints_the_books_and_succeeds_if_they_balance() throws Exception {
        Outcome outcome = run("verify", "--data", data);
        assertThat(outcome.status).isZero();
        assertThat(outcome.json().get("balanced").asBoolean()).isTrue();
        assertThat(outcome.json().get("checks")).isNotEmpty();
    }

    @Test
    void verify_fails_if_the_books_do_not_balance() throws Exception {
        with(database -> database.write(tx -> tx.handle().execute("UPDATE shop_user SET point = 1")));
        Outcome outcome = run(Map.of("JANGTEO_DATA", data), "verify");
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.json().get("balanced").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "backup", "export", "token"})
    void a_directory_without_a_shop_is_said_in_one_line_and_not_made(String command) {
        Path nothing = path.resolve("nothing");
        Outcome outcome = command.equals("token")
                ? run(command, "--user", "1", "--data", nothing.toString())
                : run(command, "--data", nothing.toString());
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err.lines())
                .containsExactly("jangteo: There is no database in the data directory " + nothing);
        assertThat(nothing).doesNotExist();
    }

    @Test
    void backup_copies_a_shop_that_is_in_use() throws Exception {
        try (DirectoryLock server = directory.lock()) {
            Outcome outcome = run("backup", "--data", data);
            assertThat(outcome.status).isZero();
            Path file = Path.of(outcome.json().get("file").asText());
            assertThat(file.getParent().toRealPath())
                    .isEqualTo(directory.backups().toRealPath());
            assertThat(outcome.json().get("bytes").asLong()).isEqualTo(Files.size(file));
            assertThat(outcome.json().get("sha256").asText()).hasSize(64);
        }
    }

    @Test
    void backup_and_restore_move_a_shop() throws Exception {
        String copy = path.resolve("copy.db").toString();
        String moved = path.resolve("moved").toString();
        assertThat(run("backup", "--data", data, "--to", copy).status).isZero();
        assertThat(run("backup", "--data", data, "--to", copy).err).contains("copy.db exists already");
        assertThat(run("restore", "--data", moved, copy).status).isZero();
        assertThat(run("restore", "--data", moved, copy).err).contains("exists already; --force replaces it");
        assertThat(run("restore", "--force", copy, "--data", moved).status).isZero();
        assertThat(run("verify", "--data", moved).status).isZero();
        assertThat(run("token", "--data", moved, "--user", "1").status).isZero();
    }

    @Test
    void restore_takes_a_shop_whose_books_are_wrong_only_unchecked() {
        String copy = path.resolve("copy.db").toString();
        String moved = path.resolve("moved").toString();
        with(database -> database.write(tx -> tx.handle().execute("UPDATE shop_user SET point = 1")));
        assertThat(run("backup", "--data", data, "--to", copy).status).isZero();
        Outcome refused = run("restore", "--data", moved, copy);
        assertThat(refused.status).isEqualTo(1);
        assertThat(refused.out).isEmpty();
        assertThat(refused.err.lines())
                .singleElement()
                .asString()
                .startsWith("jangteo: " + copy + " does not balance: ")
                .endsWith("; --unchecked restores it all the same");
        assertThat(run("restore", "--unchecked", "--data", moved, copy).status).isZero();
        assertThat(run("restore", "--unchecked", "--data", moved, copy).err).contains("--force replaces it");
        assertThat(run("verify", "--data", moved).status).isEqualTo(1);
    }

    @Test
    void restore_does_not_touch_a_shop_that_is_in_use() {
        String copy = path.resolve("copy.db").toString();
        run("backup", "--data", data, "--to", copy);
        try (DirectoryLock server = directory.lock()) {
            Outcome outcome = run("restore", "--data", data, "--force", copy);
            assertThat(outcome.status).isEqualTo(1);
            assertThat(outcome.err).contains("is in use by another server");
        }
        assertThat(run("restore", "--data", data).err).contains("FILE is missing");
    }

    @Test
    void token_prints_a_token_that_the_server_takes() {
        Outcome outcome = run("token", "--data", data, "--user", "1", "--ttl", "PT1H");
        assertThat(outcome.status).isZero();
        try (ReadOnlyDatabase database = ReadOnlyDatabase.open(directory)) {
            Tokens tokens = Tokens.of(database, Secrets.in(directory).tokenKey(), InstantSource.system());
            assertThat(tokens.userOf(outcome.out.strip())).isEqualTo(1);
        }
    }

    @Test
    void token_is_not_made_for_nobody() {
        assertThat(run("token", "--data", data, "--user", "7").err).isEqualTo("jangteo: There is no user 7\n");
        assertThat(run("token", "--data", data, "--user", "7").status).isEqualTo(1);
        assertThat(run("token", "--data", data).err).contains("--user is missing");
        assertThat(run("token", "--data", data, "--user", "1", "--ttl", "P31D").status)
                .isEqualTo(2);
    }

    private void assertCannotServe(String reason, String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err.lines())
                .singleElement()
                .asString()
                .startsWith("jangteo: ")
                .contains(reason);
    }

    private void with(Consumer<SqliteDatabase> work) {
        try (SqliteDatabase database = SqliteDatabase.open(
                directory.database(), SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry())) {
            work.accept(database);
        }
    }

    private static Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static Outcome run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Commands.run(List.of(arguments), environment, new Console(print(out), print(err)));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
