package io.jangteo.bench;

import io.jangteo.cluster.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator, where it is installed. */
final class PgBench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final int SECONDS = 5;

    private PgBench() {}

    /** Returns the transactions a second of its TPC-B-like script; empty if it is not here. */
    static Optional<Double> ratePerSecond(PostgresServer server) {
        String url = server.newDatabase().replaceFirst("^jdbc:", "");
        try {
            run(List.of("pgbench", "-i", "-q", "-s", "64", url));
            Matcher found = RATE.matcher(
                    run(List.of("pgbench", "-n", "-c", "64", "-j", "2", "-T", Integer.toString(SECONDS), url)));
            return found.find() ? Optional.of(Double.valueOf(found.group(1))) : Optional.empty();
        } catch (IOException notHere) {
            return Optional.empty();
        } finally {
            server.dropDatabase("jdbc:" + url);
        }
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
