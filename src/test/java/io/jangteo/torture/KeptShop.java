package io.jangteo.torture;

import io.jangteo.books.Books;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.ReadOnlyDatabase;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a start finds in a data directory: single facts, in words, and whether they add up. */
final class KeptShop {
    private static final List<String> FACTS = List.of(
            "SELECT 'entry of user ' || user_id || ' up to ' || balance_after FROM point_entry",
            "SELECT 'coupon ' || id FROM issued_coupon",
            "SELECT 'order ' || id FROM shop_order",
            "SELECT 'payment of order ' || id FROM shop_order WHERE paid_at IS NOT NULL",
            "SELECT 'end of order ' || id FROM shop_order WHERE closed_at IS NOT NULL",
            "SELECT 'key ' || key || ': ' || status || ' ' || CAST(body AS TEXT) FROM idempotency_key");

    static {
        // Each of thousands of states would say that its server did not stop properly.
        System.setProperty("org.slf4j.simpleLogger.log.io.jangteo.database.Recovery", "error");
    }

    private static final String DELIVERED = "SELECT message_id FROM delivery WHERE status = 'DELIVERED'";

    private final Set<String> facts = new HashSet<>();
    private final Set<String> delivered = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    private KeptShop() {}

    /** Reads directories. Many states of a disk hold the same shop, whose books need to be proved only once. */
    static final class Reader {
        private final Map<ByteBuffer, KeptShop> read = new HashMap<>();

        /** Opens the directory's database as a server does, recovery included, and reads what that leaves. */
        KeptShop read(Path directory) throws IOException {
            Path file = directory.resolve("jangteo.db");
            try {
                SqliteDatabase.open(file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry())
                        .close();
                ByteBuffer content =
                        ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
                KeptShop shop = read.get(content);
                if (shop == null) {
                    shop = KeptShop.read(directory, file);
                    read.put(content, shop);
                }
                return shop;
            } catch (RuntimeException | SQLException | NoSuchAlgorithmException thrown) {
                KeptShop none = new KeptShop();
                none.violations.add("it cannot be opened: " + thrown);
                return none;
            }
        }

        /** How many different shops there were. */
        int shops() {
            return read.size();
        }
    }

    private static KeptShop read(Path directory, Path file) throws SQLException {
        KeptShop shop = new KeptShop();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String query : FACTS) {
                shop.facts.addAll(texts(connection, query));
            }
            shop.delivered.addAll(texts(connection, DELIVERED));
        }
        try (ReadOnlyDatabase database = ReadOnlyDatabase.open(new DataDirectory(directory))) {
            new Books(database)
                    .check().checks().stream()
                            .filter(check -> !check.violations().isEmpty())
                            .forEach(check -> shop.violations.add("the books do not balance: " + check));
        }
        return shop;
    }

    /** What a reply of success says must be there. */
    static List<String> factsOf(Sent sent) {
        long id = sent.json().get("id").asLong();
        String effect = switch (sent.errand()) {
            case CHARGE -> entry(id, sent.json().get("point").asLong());
            case ISSUE -> "coupon " + id;
            case ORDER -> "order " + id;
            case PAY -> "payment of order " + id;
            case CANCEL, REFUND -> "end of order " + id;
        };
        return List.of(effect, reply(sent));
    }

    /** What a balance that was shown says must be there. */
    static String entry(long userId, long balance) {
        return "entry of user " + userId + " up to " + balance;
    }

    private static String reply(Sent sent) {
        return "key %s: %d %s"
                .formatted(sent.key(), sent.answer().status(), sent.answer().text());
    }

    /** Those of the facts that are not there. */
    List<String> missing(Collection<String> expected) {
        return expected.stream().filter(fact -> !facts.contains(fact)).toList();
    }

    /** What does not add up. */
    List<String> violations() {
        return violations;
    }

    /** What counts as delivered and is not in the directory's journal. */
    List<String> undelivered(Path directory) throws IOException {
        Path journal = directory.resolve("data-platform.jsonl");
        String lines = Files.exists(journal) ? Files.readString(journal, StandardCharsets.ISO_8859_1) : "";
        return delivered.stream()
                .filter(id -> !lines.contains(id))
                .map(id -> "counts as delivered and is not in the journal: " + id)
                .toList();
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
