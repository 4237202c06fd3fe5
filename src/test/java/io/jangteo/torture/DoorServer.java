package io.jangteo.torture;

import io.jangteo.jar.Jar;
import io.jangteo.jar.JarServer;
import io.jangteo.wire.RawRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server of the jar as strangers find it, with a heap of 256 MB. */
final class DoorServer implements AutoCloseable {
    static final String KEY = "an-admin-key-for-strangers";

    /** Of a server that lives with a heap of 256 MB. */
    static final long MEMORY_MAX_MEGABYTES = 450;

    /** Of a server that lets so many in at a time, and not one for each connection. */
    static final long THREADS_MAX = 400;

    /** What may be said of any campaign, however often it does the same. */
    private static final int LINES_MAX = 20;

    private final JarServer server;
    private final Path data;

    private DoorServer(Jar jar, Path data, String... settings) {
        this.data = data;
        List<String> all = new ArrayList<>(List.of("--data", data.toString()));
        all.addAll(List.of(settings));
        server = jar.serve(all.toArray(String[]::new));
    }

    /** A server with every defence. */
    static DoorServer whole(Path directory, String... settings) {
        return new DoorServer(jar(directory), directory.resolve("data"), settings);
    }

    /** The same with both compilers, as in the field: the memory of the second counts too. */
    static DoorServer measured(Path directory, String... settings) {
        Jar jar = jar(directory).javaOption("-XX:TieredStopAtLevel=4");
        return new DoorServer(jar, directory.resolve("data"), settings);
    }

    /** A server without one of them, which {@link UndoneAgent} takes out. */
    static DoorServer without(String method, Path directory, String... settings) throws IOException {
        Path own = Files.createDirectories(directory.resolve("without"));
        Jar jar = jar(own).javaOption(UndoneAgent.option(own, method));
        return new DoorServer(jar, own.resolve("data"), settings);
    }

    URI address() {
        return server.address();
    }

    Path data() {
        return data;
    }

    Footprint footprint() {
        return Footprint.of(server.pid());
    }

    static RawRequest asAdmin(RawRequest request) {
        return request.bearer(KEY);
    }

    /** Ends it with SIGTERM and tells what is wrong with its end, and with what it said. */
    List<String> end(String... secrets) throws IOException {
        List<String> findings = new ArrayList<>();
        if (!server.isAlive()) {
            findings.add("it is not alive at the end: " + server.err());
            return findings;
        }
        int status = server.stop();
        if (status != 0) {
            findings.add("SIGTERM ended it with " + status);
        }
        String said = server.err();
        long lines = said.lines().count();
        if (lines > LINES_MAX) {
            findings.add("it said " + lines + " lines, such as "
                    + said.lines().skip(LINES_MAX).findFirst());
        }
        List<String> all = new ArrayList<>(secretsOnDisk());
        all.add(KEY);
        all.addAll(List.of(secrets));
        for (String secret : all) {
            if (!secret.isBlank() && said.contains(secret)) {
                findings.add("the log holds a secret: " + secret.substring(0, 4) + "…");
            }
        }
        return findings;
    }

    @Override
    public void close() {
        server.close();
    }

    private List<String> secretsOnDisk() throws IOException {
        List<String> secrets = new ArrayList<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(key|secret)"))
                    .toList()) {
                secrets.add(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
            }
        }
        return secrets;
    }

    private static Jar jar(Path directory) {
        return new Jar(directory).variable("JANGTEO_ADMIN_KEY", KEY).javaOption("-Xmx256m");
    }
}
