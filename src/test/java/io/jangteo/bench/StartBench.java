package io.jangteo.bench;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.jangteo.testkit.JangteoExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a test class waits for, with the shop's extension for JUnit and with WireMock's, by turns in one run: from the
 * start of the class to the first answer over HTTP, and from the end of one test to the beginning of the next, in which
 * a shop is checked and reset.
 */
public final class StartBench {
    private static final int JVMS = 7;
    private static final int CLASSES = 21;
    private static final int TESTS = 21;

    private StartBench() {}

    static final class EmptyShop extends TimedTests {
        @RegisterExtension
        static final JangteoExtension SHOP = JangteoExtension.inMemory();

        @RepeatedTest(TESTS)
        void answers() {
            timed(() -> SHOP.shop().baseUrl());
        }
    }

    static final class DemoShop extends TimedTests {
        @RegisterExtension
        static final JangteoExtension SHOP = JangteoExtension.inMemory().demo();

        @RepeatedTest(TESTS)
        void answers() {
            timed(() -> SHOP.shop().baseUrl());
        }
    }

    static final class WireMock extends TimedTests {
        @RegisterExtension
        static final WireMockExtension SERVER = WireMockExtension.newInstance()
                .options(wireMockConfig().dynamicPort())
                .build();

        @RepeatedTest(TESTS)
        void answers() {
            timed(() -> {
                SERVER.stubFor(get(PATH).willReturn(ok("{}")));
                return SERVER.baseUrl();
            });
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<Class<? extends TimedTests>> subjects = List.of(EmptyShop.class, DemoShop.class, WireMock.class);
        if (arguments.length == 1) {
            System.out.println(
                    TimedTests.run(subjects.get(Integer.parseInt(arguments[0]))).startMillis());
            return;
        }
        double[][] firstStarts = new double[subjects.size()][JVMS];
        for (int i = 0; i < JVMS; i++) {
            for (int subject = 0; subject < subjects.size(); subject++) {
                firstStarts[subject][i] = inJvmOfItsOwn(subject);
            }
        }
        double[][] starts = new double[subjects.size()][CLASSES];
        double[][] betweens = new double[subjects.size()][CLASSES];
        for (int i = -1; i < CLASSES; i++) {
            for (int subject = 0; subject < subjects.size(); subject++) {
                TimedTests.Times times = TimedTests.run(subjects.get(subject));
                if (i >= 0) {
                    starts[subject][i] = times.startMillis();
                    betweens[subject][i] = times.betweenMillis();
                }
            }
        }
        System.out.printf(
                "%-24s %12s %12s %12s   %s%n", "medians, ms", "empty shop", "demo shop", "WireMock", "empty /");
        print("first class in a JVM", firstStarts);
        print("further class", starts);
        print("between two tests", betweens);
    }

    private static double inJvmOfItsOwn(int subject) {
        ProcessHandle.Info self = ProcessHandle.current().info();
        ProcessBuilder java = new ProcessBuilder(
                self.command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                StartBench.class.getName(),
                String.valueOf(subject));
        java.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = java.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchFailure("The first class in a JVM failed");
            }
            return Double.parseDouble(said.strip().lines().reduce("", (before, line) -> line));
        } catch (IOException | InterruptedException thrown) {
            throw new BenchFailure("The first class in a JVM: " + thrown.getMessage());
        }
    }

    private static void print(String what, double[][] millis) {
        double[] medians = Arrays.stream(millis).mapToDouble(TimedTests::median).toArray();
        System.out.printf(
                "%-24s %12.1f %12.1f %12.1f   %.2f%n",
                what, medians[0], medians[1], medians[2], medians[0] / medians[2]);
    }
}
