package io.jangteo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A server of one build with an open shop, whose books are held against what was done to it. */
record BenchServer(ServerProcess process, BenchShop shop) implements AutoCloseable {
    /** Flags that every build knows. */
    private static final List<String> FLAGS = List.of("--demo", "--balance-max", "1000000000000");

    static BenchServer start(Path jar, Path directory, String... flags) throws IOException {
        List<String> program = List.of(Bench.HEAP, "-jar", jar.toString());
        List<String> all =
                Stream.concat(FLAGS.stream(), List.of(flags).stream()).toList();
        ServerProcess process = ServerProcess.start(program, Files.createDirectory(directory), all);
        BenchServer server = new BenchServer(process, new BenchShop(new BenchCalls(process)));
        try {
            server.shop.open();
            return server;
        } catch (BenchFailure thrown) {
            process.close();
            throw thrown;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
