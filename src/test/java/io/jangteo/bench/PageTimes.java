package io.jangteo.bench;

import static io.jangteo.bench.BenchCalls.ADMIN;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a page of a list takes, the first one and those far behind it, and a report over days. */
final class PageTimes {
    private static final int LIMIT = 50;
    private static final int TENTH = 10;
    private static final int TEN_THOUSANDTH = 10_000;
    private static final int TIMES = 21;
    private static final Pattern NEXT = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Report report;
    private final String base;
    private final String adminKey;

    PageTimes(Report report, ServerProcess server) {
        this.report = report;
        this.base = "http://127.0.0.1:" + server.address().getPort() + ADMIN;
        this.adminKey = server.adminKey();
    }

    void print() {
        report.print("%n| a page of %d, milliseconds | the first | the tenth | the ten-thousandth |", LIMIT);
        report.print("| --- | ---: | ---: | ---: |");
        for (String list : List.of("/users", "/users?sort=name", "/orders", "/deliveries", "/orders?status=PAID")) {
            String path = list + (list.contains("?") ? "&" : "?") + "limit=" + LIMIT;
            millis(path);
            double first = millis(path);
            String cursor = cursorAfter(path, "", TENTH - 1);
            double tenth = millis(path + cursor);
            cursor = cursorAfter(path, cursor, TEN_THOUSANDTH - TENTH);
            report.print("| %s | %.2f | %.2f | %.2f |", list, first, tenth, millis(path + cursor));
        }
        report.print("| /sales?days=1 | %.2f | | |", millis("/sales?days=1"));
    }

    private String cursorAfter(String path, String from, int pages) {
        String cursor = from;
        for (int i = 0; i < pages; i++) {
            Matcher next = NEXT.matcher(body(path + cursor));
            if (!next.find()) {
                throw new BenchFailure(path + " ends before page " + pages);
            }
            cursor = "&cursor=" + next.group(1);
        }
        return cursor;
    }

    private double millis(String path) {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            body(path);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return Measurement.median(millis);
    }

    private String body(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + adminKey)
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != BenchCalls.OK) {
                throw new BenchFailure(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new BenchFailure(path + ": " + e);
        }
    }
}
