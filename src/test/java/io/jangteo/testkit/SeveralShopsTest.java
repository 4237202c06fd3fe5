package io.jangteo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.wire.ApiCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several shops in one process: each has its own resources, which end with it. */
@Tag("slow")
class SeveralShopsTest {
    private static final Path IN_MEMORY =
            Files.isWritable(Path.of("/dev/shm")) ? Path.of("/dev/shm") : Path.of(System.getProperty("java.io.tmpdir"));

    /** The names of this process's shops: other processes may start and end shops meanwhile. */
    private static final String OWN =
            "jangteo-in-memory-" + ProcessHandle.current().pid() + "-";

    private static final int SHOPS = 5;

    @Test
    void each_has_its_own() {
        List<Jangteo> shops = new ArrayList<>();
        try {
            for (int i = 0; i < SHOPS; i++) {
                shops.add(Jangteo.start(settings().build()));
            }
            for (int i = 0; i < SHOPS; i++) {
                for (int user = 0; user <= i; user++) {
                    shops.get(i).given().user();
                }
                shops.get(i).clock().advance(Duration.ofDays(i));
                shops.get(i).faults().refuse("listCoupons");
            }
            shops.get(0).reset();
            for (int i = 1; i < SHOPS; i++) {
                assertThat(shops.get(i).given().user()).isEqualTo(i + 2);
                assertThat(shops.get(i).faults().list()).hasSize(1);
                assertThat(Duration.between(
                                shops.get(i - 1).clock().now(),
                                shops.get(i).clock().now()))
                        .isBetween(Duration.ofHours(23), Duration.ofHours(25));
            }
            assertThat(shops.get(0).faults().list()).isEmpty();
            assertThat(shops.stream().map(Jangteo::baseUrl).distinct()).hasSize(SHOPS);
        } finally {
            shops.forEach(Jangteo::close);
        }
    }

    @Test
    void nothing_is_left_of_them() throws IOException {
        useOne();
        Set<String> files = files();
        Set<Thread> threads = threads();
        useOne();
        useOne();
        awaitNoThreadsBut(threads);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void nothing_is_left_of_one_that_cannot_start() throws IOException {
        useOne();
        Set<String> files = files();
        Set<Thread> threads = threads();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Config config = settings().port(taken.getLocalPort()).build();
            assertThatThrownBy(() -> Jangteo.start(config)).hasMessageContaining("" + taken.getLocalPort());
        }
        assertThatThrownBy(() ->
                        Jangteo.start(settings().demo(true).chargeMin(500_000).build()))
                .hasMessageContaining("demo shop");
        awaitNoThreadsBut(threads);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void nothing_is_printed() throws Exception {
        assertThat(printed(() -> {
                    useOne();
                    return null;
                }))
                .isEmpty();
    }

    @Test
    void what_a_killed_server_left_is_swept_after_an_hour_and_what_lives_is_not() throws IOException {
        Path young = leftBehind("young", Duration.ofMinutes(59));
        Path old = leftBehind("old", Duration.ofMinutes(61));
        Path unlocked = Files.createTempDirectory(IN_MEMORY, "jangteo-in-memory-unlocked");
        Path another = Files.createTempDirectory(IN_MEMORY, "jangteo-shop");
        Files.setLastModifiedTime(lockIn(another, "old"), backThen(Duration.ofDays(9)));
        try (Jangteo shop = Jangteo.start(settings().build())) {
            assertThat(old).doesNotExist();
            assertThat(young).exists();
            assertThat(unlocked).exists();
            assertThat(another.resolve("jangteo.lock")).exists();
            for (Path directory : directories()) {
                if (Files.exists(directory.resolve("jangteo.db"))) {
                    age(directory.resolve("jangteo.lock"), Duration.ofDays(9));
                }
            }
            try (Jangteo next = Jangteo.start(settings().build())) {
                assertThat(shop.given().user()).isEqualTo(1);
                shop.takeSnapshot("alive");
                shop.restoreSnapshot("alive");
                assertThat(next.given().user()).isEqualTo(1);
            }
        } finally {
            for (Path path : List.of(young, old, unlocked, another)) {
                Files.deleteIfExists(path.resolve("jangteo.lock"));
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void outside_test_mode_there_is_nothing_for_tests() {
        Config config = Config.builder().inMemory(true).port(0).build();
        try (Jangteo shop = Jangteo.start(config)) {
            for (Runnable verb : testVerbs(shop)) {
                assertThatThrownBy(verb::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("testMode(true)");
            }
            assertThat(shop.books().balanced()).isTrue();
            assertThat(ApiCall.to(shop.baseUrl()).get("/api/v1/products").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void one_that_was_closed_says_so_whatever_it_is_asked() {
        Jangteo shop = Jangteo.start(settings().build());
        assertThat(shop.isClosed()).isFalse();
        shop.close();
        assertThat(shop.isClosed()).isTrue();
        List<Runnable> verbs = new ArrayList<>(testVerbs(shop));
        verbs.addAll(List.of(shop::baseUrl, shop::adminKey, shop::books));
        for (Runnable verb : verbs) {
            assertThatThrownBy(verb::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The shop is closed");
        }
        shop.close();
    }

    private static List<Runnable> testVerbs(Jangteo shop) {
        return List.of(
                shop::given,
                shop::clock,
                shop::dataPlatform,
                shop::faults,
                shop::reset,
                () -> shop.takeSnapshot("a"),
                () -> shop.restoreSnapshot("a"));
    }

    private static ConfigBuilder settings() {
        return Config.builder().inMemory(true).testMode(true).port(0);
    }

    private static void useOne() {
        try (Jangteo shop = Jangteo.start(settings().demo(true).build())) {
            shop.takeSnapshot("kept");
            shop.given().paidOrder(shop.given().user(Fixtures.points(50_000)), Fixtures.item(1, 1));
            shop.clock().advance(Duration.ofDays(2));
            shop.restoreSnapshot("kept");
            shop.reset();
            ApiCall.to(shop.baseUrl()).get("/api/v1/products/popular").require(200);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static void awaitNoThreadsBut(Set<Thread> before) {
        await().untilAsserted(() -> assertThat(threads())
                .filteredOn(
                        thread -> !before.contains(thread) && !thread.getName().startsWith("awaitility"))
                .isEmpty());
    }

    private static Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        for (Path place : List.of(IN_MEMORY, Path.of(System.getProperty("java.io.tmpdir")))) {
            try (Stream<Path> entries = Files.list(place)) {
                entries.map(Path::toString)
                        .filter(name -> name.contains(OWN) || name.contains("jetty"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> entries = Files.list(IN_MEMORY)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(OWN))
                    .toList();
        }
    }

    /** Without opening the file: closing it would release the lock, and other processes sweep too. */
    private static void age(Path lock, Duration age) throws IOException {
        assertThat(lock.toFile().setLastModified(backThen(age).toMillis())).isTrue();
    }

    private static Path leftBehind(String name, Duration age) throws IOException {
        Path directory = Files.createTempDirectory(IN_MEMORY, "jangteo-in-memory-" + name);
        Files.setLastModifiedTime(lockIn(directory, name), backThen(age));
        return directory;
    }

    private static Path lockIn(Path directory, String text) throws IOException {
        return Files.writeString(directory.resolve("jangteo.lock"), text);
    }

    private static FileTime backThen(Duration age) throws IOException {
        Path now = Files.createTempFile(IN_MEMORY, "now", null);
        try {
            return FileTime.from(Files.getLastModifiedTime(now).toInstant().minus(age));
        } finally {
            Files.delete(now);
        }
    }

    private static String printed(Callable<Void> work) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            work.call();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
