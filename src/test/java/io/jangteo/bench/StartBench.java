package io.jangteo.bench;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.jangteo.Config;
import io.jangteo.Jangteo;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What a test waits for, a shop in memory beside a WireMock server, turn by turn in one run: the first start in a JVM of
 * its own, further starts in one JVM, and the reset between two tests. Every start ends with the first answer over HTTP.
 */
public final class StartBench {
    private static final int JVMS = 7;
    private static final int STARTS = 21;
    private static final int RESETS = 201;

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            System.out.println(arguments[0].equals("shop") ? startShop() : startWireMock());
            return;
        }
        print("first start in a JVM", pair(JVMS, () -> inJvmOfItsOwn("shop"), () -> inJvmOfItsOwn("wiremock")));
        print("further start", pair(STARTS, StartBench::startShop, StartBench::startWireMock));
        try (Jangteo empty = shop(false);
                Jangteo demo = shop(true)) {
            WireMockServer wireMock = wireMock();
            print("reset, empty shop", pair(RESETS, () -> millis(empty::reset), () -> millis(wireMock::resetAll)));
            print("reset, demo shop", pair(RESETS, () -> millis(demo::reset), () -> millis(wireMock::resetAll)));
            wireMock.stop();
        }
    }

    /** Milliseconds of each, taken by turns. */
    private record Pair(List<Double> shop, List<Double> wireMock) {}

    private static Pair pair(int times, DoubleSupplier shop, DoubleSupplier wireMock) {
        Pair pair = new Pair(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < times; i++) {
            pair.shop.add(shop.getAsDouble());
            pair.wireMock.add(wireMock.getAsDouble());
        }
        return pair;
    }

    private static double startShop() {
        long since = System.nanoTime();
        try (Jangteo shop = shop(false)) {
            return answered(since, shop.baseUrl() + "/api/v1/products");
        }
    }

    private static double startWireMock() {
        long since = System.nanoTime();
        WireMockServer server = wireMock();
        server.stubFor(get("/api/v1/products").willReturn(ok("{}")));
        double millis = answered(since, server.baseUrl() + "/api/v1/products");
        server.stop();
        return millis;
    }

    private static Jangteo shop(boolean demo) {
        return Jangteo.start(Config.builder()
                .inMemory(true)
                .testMode(true)
                .port(0)
                .demo(demo)
                .build());
    }

    private static WireMockServer wireMock() {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
        server.start();
        return server;
    }

    private static double answered(long since, String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            if (connection.getResponseCode() != 200) {
                throw new BenchFailure(address + " answers " + connection.getResponseCode());
            }
            connection.getInputStream().readAllBytes();
        } catch (IOException thrown) {
            throw new BenchFailure(address + ": " + thrown.getMessage());
        }
        return (System.nanoTime() - since) / 1e6;
    }

    private static double millis(Runnable work) {
        long since = System.nanoTime();
        work.run();
        return (System.nanoTime() - since) / 1e6;
    }

    private static double inJvmOfItsOwn(String what) {
        ProcessHandle.Info self = ProcessHandle.current().info();
        ProcessBuilder java = new ProcessBuilder(
                self.command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                StartBench.class.getName(),
                what);
        java.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = java.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchFailure(what + " did not start");
            }
            return Double.parseDouble(said.strip().lines().reduce("", (before, line) -> line));
        } catch (IOException | InterruptedException thrown) {
            throw new BenchFailure(what + ": " + thrown.getMessage());
        }
    }

    private static void print(String what, Pair pair) {
        double shop = median(pair.shop);
        double wireMock = median(pair.wireMock);
        System.out.printf(
                "%-24s shop %8.1f ms   WireMock %8.1f ms   shop / WireMock %.2f%n",
                what, shop, wireMock, shop / wireMock);
    }

    private static double median(List<Double> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}
