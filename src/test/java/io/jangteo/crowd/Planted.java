package io.jangteo.crowd;

import io.jangteo.Engines;
import io.jangteo.PlantedTrigger;
import io.jangteo.TestShop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A bug planted into a running shop from below: a trigger that undoes what the code does, or a rule of the schema taken
 * away. Closing it empties the shop and takes the bug out again.
 */
final class Planted implements AutoCloseable {
    /** The schema's triggers and indexes, by their names. */
    private static final String SQLITE_RULES =
            "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL";

    private static final String POSTGRES_RULES = """
            SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
            """;

    private final TestShop shop;
    private final Map<String, String> sound;

    /** @param bug statements that create triggers, as SQLite wants them, or take away a trigger or an index */
    Planted(TestShop shop, String... bug) {
        this.shop = shop;
        this.sound = shop.database().read(Planted::rules);
        shop.database().run(tx -> {
            for (String statement : bug) {
                if (statement.startsWith("DROP TRIGGER ")) {
                    PlantedTrigger.drop(tx.handle(), statement.substring("DROP TRIGGER ".length()));
                } else if (statement.startsWith("CREATE TRIGGER ")) {
                    PlantedTrigger.create(tx.handle(), statement);
                } else {
                    tx.handle().execute(statement);
                }
            }
        });
    }

    @Override
    public void close() {
        List<String> planted = shop.database().read(Planted::rules).keySet().stream()
                .filter(name -> !sound.containsKey(name))
                .toList();
        shop.database().run(tx -> planted.forEach(name -> PlantedTrigger.drop(tx.handle(), name)));
        shop.admin().post("/admin/reset").require(200);
        Map<String, String> missing = new LinkedHashMap<>(sound);
        missing.keySet().removeAll(shop.database().read(Planted::rules).keySet());
        shop.database().run(tx -> missing.values().forEach(tx.handle()::execute));
    }

    private static Map<String, String> rules(Handle handle) {
        Map<String, String> rules = new LinkedHashMap<>();
        handle.createQuery(Engines.isPostgres() ? POSTGRES_RULES : SQLITE_RULES)
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(rule -> rules.put(rule.getKey(), rule.getValue()));
        return rules;
    }
}
