package io.jangteo.torture;

import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One life on a disk that fails: what the shop's customers and its starter see of it. */
final class FailedDisk {
    private static final int ANSWERS_MIN = 150;
    private static final int ANSWERS_MAX = 300;
    private static final int ANSWERS_AFTER = 40;
    /** Who had sent a call this long before the failure was waiting for it, however busy the machine is. */
    private static final Duration SURELY_WAITING = Duration.ofMillis(200);

    private final DiskFault fault;
    private final Path data;
    private final Path trace;
    private final Random random;
    private final List<String> findings = new ArrayList<>();
    private Customers crowd;
    private End end = End.WENT_ON;

    /** What became of the process. */
    enum End {
        /** It served until it was ended. */
        WENT_ON,
        /** It said why it ends, and ended. */
        ENDED,
        /** It did not become ready, and said why. */
        DID_NOT_START
    }

    FailedDisk(DiskFault fault, Path data, Random random) {
        this.fault = fault;
        this.data = data;
        this.trace = data.resolveSibling("trace");
        this.random = random;
    }

    void live(Jar jar) throws IOException {
        Files.deleteIfExists(trace);
        jar.under(fault.strace(trace, data));
        JarServer server;
        try {
            server = jar.serve("--data", data.toString(), "--order-ttl", "PT24H", "--write-queue-wait", "PT1M");
        } catch (AssertionError thrown) {
            end = End.DID_NOT_START;
            requireReason(String.valueOf(thrown.getMessage()));
            return;
        }
        try (server) {
            try {
                shop(server);
            } catch (UncheckedIOException | CompletionException | AssertionError thrown) {
                // A shop that cannot be made, or whose process ends while something is read from it.
                if (!struck() || crowd != null && isServing(server)) {
                    findings.add("the life broke off: " + thrown);
                }
            }
            end(server);
        }
    }

    private void shop(JarServer server) {
        ShopClient shop = Lives.client(server);
        crowd = new Customers(shop, random);
        shopOn(shop, ANSWERS_MIN + random.nextInt(ANSWERS_MAX));
        List<Sent> unanswered = unknown().filter(Sent::isUnanswered).toList();
        if (unanswered.isEmpty() && unknown().findAny().isEmpty()) {
            shop.post("/api/v1/admin/backup", Map.of());
        }
        if (!fault.lasts() && unanswered.isEmpty() && isServing(server)) {
            // One failure is over: who waits to be told is told now.
            crowd.settle(shop);
            shopOn(shop, ANSWERS_AFTER);
        }
    }

    private void end(JarServer server) {
        List<Sent> unanswered =
                crowd == null ? List.of() : unknown().filter(Sent::isUnanswered).toList();
        boolean endedItself = !unanswered.isEmpty() || !isServing(server);
        if (endedItself) {
            end = End.ENDED;
            int status = server.awaitEnd();
            if (status == 0) {
                findings.add("the process ended by itself with status 0");
            }
            requireReason(server.err());
            Optional<Instant> failure = failure();
            unanswered.stream()
                    .filter(sent -> failure.isPresent()
                            && sent.sentAt().plus(SURELY_WAITING).isBefore(failure.get()))
                    .forEach(sent -> findings.add("waited for the flush that failed and got no answer: " + sent));
        } else if (random.nextBoolean()) {
            server.kill();
            server.awaitEnd();
        } else if (server.stop() != 0) {
            requireReason(server.err());
        }
    }

    private Stream<Sent> unknown() {
        return crowd.customers().stream().flatMap(customer -> customer.unknown().stream());
    }

    private void shopOn(ShopClient shop, int answersMax) {
        AtomicInteger answers = new AtomicInteger();
        crowd.shop(shop, () -> answers.get() < answersMax, answers::incrementAndGet);
    }

    /** A process that is about to end answers no more. */
    private static boolean isServing(JarServer server) {
        try {
            return server.isAlive() && Lives.client(server).get("/health/live").status() == 200;
        } catch (UncheckedIOException thrown) {
            return false;
        }
    }

    private void requireReason(String err) {
        if (!err.contains("jangteo: ")) {
            findings.add("it ended without a line: " + err);
        }
    }

    /** Whether any call failed. */
    boolean struck() {
        return injected().findAny().isPresent();
    }

    /** When the last slow flush came back with its failure. */
    private Optional<Instant> failure() {
        if (!fault.isFlush() || fault.lasts()) {
            return Optional.empty();
        }
        return injected()
                .map(line -> line.replaceFirst("^\\d+ +", ""))
                .map(line -> Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(
                        Long.parseLong(line.substring(0, line.indexOf(' ')).replace(".", "")))))
                .map(begin -> begin.plus(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(DiskFault.FLUSH_MICROSECONDS))))
                .reduce((earlier, later) -> later);
    }

    private Stream<String> injected() {
        try {
            return Files.exists(trace)
                    ? Files.readAllLines(trace, StandardCharsets.ISO_8859_1).stream()
                            .filter(line -> line.contains("(INJECTED)"))
                    : Stream.empty();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    End end() {
        return end;
    }

    /** The customers, none if the shop could not even be made. */
    Optional<Customers> crowd() {
        return Optional.ofNullable(crowd);
    }

    List<String> findings() {
        return findings;
    }
}
