package io.jangteo.crowd;

import io.jangteo.TestShop;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * A bug planted into a running shop from below: a trigger that undoes what the code does, or a rule of the schema taken
 * away. Closing it empties the shop and takes the bug out again.
 */
final class Planted implements AutoCloseable {
    private final TestShop shop;
    private final Map<String, String> sound;

    Planted(TestShop shop, String... statements) {
        this.shop = shop;
        this.sound = shop.database().read(Planted::rules);
        execute(statements);
    }

    @Override
    public void close() {
        Map<String, String> planted = shop.database().read(Planted::rules);
        planted.keySet().removeAll(sound.keySet());
        execute(planted.keySet().stream().map(name -> "DROP TRIGGER " + name).toArray(String[]::new));
        shop.admin().post("/admin/reset").require(200);
        Map<String, String> missing = new LinkedHashMap<>(sound);
        missing.keySet().removeAll(shop.database().read(Planted::rules).keySet());
        execute(missing.values().toArray(String[]::new));
    }

    private void execute(String... statements) {
        shop.database().write(tx -> {
            for (String statement : statements) {
                tx.handle().execute(statement);
            }
            return null;
        });
    }

    /** The schema's triggers and indexes, by their names. */
    private static Map<String, String> rules(Handle handle) {
        Map<String, String> rules = new LinkedHashMap<>();
        handle.createQuery("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(rule -> rules.put(rule.getKey(), rule.getValue()));
        return rules;
    }
}
