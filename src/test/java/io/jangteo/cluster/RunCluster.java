package io.jangteo.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * {@code make run-cluster}: the demo shop on PostgreSQL and Redis, in two instances of the jar behind one port. All of
 * it ends with this process, and leaves nothing.
 */
public final class RunCluster {
    private static final int INSTANCES = 2;

    private final PrintStream console;
    private final List<String> shop;
    /** New each time, because it is printed. */
    private final String adminKey = UUID.randomUUID().toString();

    /** @param shop the command that starts one, without its settings */
    private RunCluster(PrintStream console, List<String> shop) {
        this.console = console;
        this.shop = shop;
    }

    /** @param arguments the port in front of the instances, the jar, and the program that runs it */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int port = Integer.parseInt(arguments[0]);
        if (!Ports.isFree(port)) {
            console.println("Port " + port + " is in use; choose another one: make run-cluster PORT=9090");
            System.exit(1);
        }
        Path jar = Path.of(arguments[1]).toAbsolutePath();
        RunCluster cluster = new RunCluster(console, List.of(arguments[2], "-Xmx256m", "-jar", jar.toString()));
        try {
            cluster.start(port);
        } catch (CompletionException thrown) {
            console.println(thrown.getCause().getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private void start(int port) throws IOException {
        console.println("Starting PostgreSQL, Redis and " + INSTANCES + " instances …");
        String database = PostgresServer.durable().newDatabase();
        String redis = RedisServer.open().address();
        List<String> command = new ArrayList<>(shop);
        command.addAll(List.of("--database", database, "--redis", redis, "--demo", "--port", "0"));
        List<ShopProcess> shops = new ArrayList<>();
        for (int number = 1; number <= INSTANCES; number++) {
            shops.add(instance(number, command));
        }
        List<URI> addresses = shops.stream().map(ShopProcess::address).toList();
        TcpProxy proxy = TcpProxy.before(port, addresses);
        ServerProcess.atEnd(proxy::close);

        console.println("PostgreSQL: " + database);
        console.println("Redis: " + redis);
        for (ShopProcess each : shops) {
            console.println("Instance: " + each.address() + " (process " + each.pid() + ")");
        }
        String address = "http://127.0.0.1:" + port;
        console.println("Admin key: " + adminKey);
        console.println("Back office: " + address + "/office#key=" + adminKey);
        console.println("One shop, its instances in turn: " + address + " (Ctrl-C stops all of it)");
    }

    private ShopProcess instance(int number, List<String> command) throws IOException {
        Path directory = ServerProcess.newDirectory("shop");
        ShopProcess instance = new ShopProcess("shop " + number, console, directory, adminKey, command);
        ServerProcess.atEnd(() -> {
            instance.stop();
            ServerProcess.deleteTree(directory);
        });
        return instance;
    }
}
