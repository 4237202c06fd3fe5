package io.jangteo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jangteo.cluster.PostgresServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.*;
import org.junit.jupiter.api.Test;

class PostgresPlansTest {
    @Test
    void explore() throws Exception {
        String url = PostgresServer.shared().newDatabase();
        String db = url.replaceAll(".*/(\\w+)\\?.*", "$1");
        try (Connection c = PostgresServer.shared().connect(url); Statement s = c.createStatement()) {
            for (String set : List.of("session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
                    "auto_explain.log_nested_statements = on", "auto_explain.log_format = json", "auto_explain.log_analyze = on",
                    "auto_explain.log_buffers = on", "auto_explain.log_timing = off", "auto_explain.log_level = notice")) {
                s.execute("ALTER DATABASE " + db + " SET " + set);
            }
        }
        long t = System.nanoTime();
        try (WatchedDatabase database = new WatchedDatabase(Engines.openPostgres(url, InstantSource.fixed(ShopFlows.NOW), new PrometheusRegistry()))) {
            t = lap("open", t);
            int small = Integer.getInteger("small", 0);
            for (int i = 0; i < small; i++) ShopFlows.play("small " + i, database, 5);
            t = lap("small", t);
            System.out.println("small notices " + database.notices().size());
            database.notices().clear();
            try (Connection c = PostgresServer.shared().connect(url); Statement s = c.createStatement()) {
                s.execute("SET auto_explain.log_min_duration = -1");
                s.execute(Files.readString(Path.of("src/test/resources/large-shop.sql")));
                t = lap("fill", t);
                if (!Boolean.getBoolean("stale")) s.execute("ANALYZE");
                t = lap("analyze", t);
            }
            int rounds = Integer.getInteger("rounds", 1);
            for (int i = 0; i < rounds; i++) {
                ShopFlows.play("round " + i, database, 30_000);
                t = lap("play", t);
            }
            System.out.println("notices " + database.notices().size() + " statements " + database.statements().size());
            report(database.notices());
            lap("report", t);
        } finally {
            PostgresServer.shared().dropDatabase(url);
        }
    }

    static long lap(String what, long since) {
        System.out.println(what + " " + (System.nanoTime() - since) / 1_000_000);
        return System.nanoTime();
    }

    static void report(List<String> notices) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Long> most = new LinkedHashMap<>();
        Map<String, String> worst = new HashMap<>();
        for (String n : notices) {
            int at = n.indexOf("plan:\n");
            if (at < 0) { System.out.println("??? " + n); continue; }
            JsonNode plan = mapper.readTree(n.substring(at + 6));
            String q = plan.path("Query Text").asText().replaceAll("\\s+", " ");
            JsonNode p = plan.path("Plan");
            long blocks = p.path("Shared Hit Blocks").asLong() + p.path("Shared Read Blocks").asLong();
            if (blocks >= most.getOrDefault(q, -1L)) { most.put(q, blocks); worst.put(q, p.toPrettyString()); }
            if (n.contains("\"Seq Scan\"")) System.out.println("SEQ " + q + " " + n.replaceAll("(?s).*Seq Scan\",(.{200}).*", "$1").replaceAll("\\s+", " "));
        }
        most.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(60)
            .forEach(e -> System.out.println(e.getValue() + "\t" + e.getKey().substring(0, Math.min(150, e.getKey().length()))));
        StringBuilder all = new StringBuilder();
        most.forEach((q, b) -> all.append(b).append("\t").append(q).append("\n").append(worst.get(q)).append("\n\n"));
        Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "plans-worst.txt"), all.toString());
    }
}
