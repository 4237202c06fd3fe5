package io.jangteo.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code docker build}, {@code run}, {@code exec} and {@code stop} do with the example's image, without Docker. */
final class Container {
    private static final String SCRIPT =
            Path.of("src/test/sh/container.sh").toAbsolutePath().toString();
    private static final String JAR = System.getProperty("jangteo.jar", "target/jangteo.jar");

    private final ImageFile image;
    private final Path place;

    /** How a command went. */
    record Run(int status, String output) {}

    /** @throws AssertionError if this machine does not let one be made: not even a part of the tests has run then */
    Container(ImageFile image, Path place) throws IOException {
        this.image = image;
        this.place = place;
        for (String directory : List.of("root", "image", "data")) {
            Files.createDirectory(place.resolve(directory));
        }
        Files.copy(Path.of(JAR), place.resolve("image/jangteo.jar"));
        Run probe = run(script("build", List.of("setpriv", "--version")), Map.of());
        if (probe.status() != 0) {
            throw new AssertionError("NOT RUN, for lack of root, unshare, mount, chroot or setpriv: " + probe.output());
        }
        // An open one, as the temporary directory of a test is its user's alone.
        new ProcessBuilder("chmod", "-R", "a+rX", place.toString())
                .start()
                .onExit()
                .join();
    }

    /** Runs what the image is made with. */
    void build() {
        for (String made : image.all("RUN")) {
            Run run = run(script("build", List.of("sh", "-c", made)), Map.of());
            if (run.status() != 0) {
                throw new AssertionError(made + ": " + run.output());
            }
        }
    }

    /** {@code docker run}: starts a server on any free port and waits until it says that it is ready. */
    JarServer serve(List<String> arguments, Map<String, String> environment) {
        try {
            Path err = Files.createTempFile(place, "container", ".err");
            Process process = builder(script(user(), started(arguments)), environment)
                    .redirectError(err.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new JarServer(process, err);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** {@code docker run}, to its end. */
    Run run(List<String> arguments) {
        return run(script(user(), started(arguments)), Map.of());
    }

    /** {@code docker exec}, in the container of a server. */
    Run execute(JarServer server, List<String> command) {
        List<String> inside = new ArrayList<>(
                List.of("nsenter", "--target", String.valueOf(first(server).pid())));
        inside.addAll(List.of("--mount", "--pid", "--root", "--wd", "setpriv", "--reuid", user(), "--regid", user()));
        inside.addAll(List.of("--clear-groups", "--no-new-privs"));
        inside.addAll(command);
        return run(inside, Map.of("JANGTEO_PORT", String.valueOf(server.port())));
    }

    /** A command in a container in which no server runs. */
    Run execute(List<String> command) {
        return run(script(user(), command), Map.of());
    }

    /** {@code docker stop} with all the time in the world; gives the exit status. */
    int stop(JarServer server) {
        first(server).destroy();
        return server.awaitEnd();
    }

    /** Process 1 of a server's container, as the machine sees it. */
    static ProcessHandle first(JarServer server) {
        return ProcessHandle.of(server.pid())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow();
    }

    /** A file of a server's container, as the machine sees it. */
    static Path file(JarServer server, String path) {
        return Path.of("/proc/" + first(server).pid() + "/root" + path);
    }

    private String user() {
        return String.valueOf(image.user());
    }

    private List<String> started(List<String> arguments) {
        return Stream.concat(image.command("ENTRYPOINT").stream(), arguments.stream())
                .toList();
    }

    private List<String> script(String user, List<String> command) {
        List<String> all =
                new ArrayList<>(List.of("bash", SCRIPT, user, place.toString(), System.getProperty("java.home")));
        all.addAll(command);
        return all;
    }

    private Run run(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile(place, "container", ".txt");
            Process process = builder(command, environment)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(Jar.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError(command + " does not end: " + Jar.read(output));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Run(process.exitValue(), Jar.read(output));
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        } catch (InterruptedException thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** With the variables of a container alone; the port is any free one, for this machine has many tests. */
    private ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> variables = builder.environment();
        variables.clear();
        variables.put("PATH", "/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        variables.put("HOME", "/");
        variables.put("LANG", "C.UTF-8");
        variables.putAll(image.environment());
        variables.put("JANGTEO_PORT", "0");
        variables.putAll(environment);
        return builder;
    }
}
