package io.jangteo.torture;

import io.jangteo.jar.DatabaseFile;
import io.jangteo.jar.JarServer;
import io.jangteo.jar.ShopClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The control of those campaigns that hold a shop to its word: one acknowledged charge is taken out of the database by
 * hand, with its key and so that the books still balance, another is entered twice, and one delivery is forgotten.
 */
final class PlantedLoss {
    private PlantedLoss() {}

    /** What was found in all, empty if any of it was missed. */
    static String control(Lives lives) throws IOException {
        String inDatabase = control(lives::start, lives.data());
        Set<Long> told = lives.told();
        told.stream().findFirst().ifPresent(told::remove);
        return inDatabase.isEmpty() || lives.untold(told).size() != 1
                ? ""
                : inDatabase + "; 1 delivery forgotten: found";
    }

    /** What the customers found, empty if they missed it or found fault with what was left alone. */
    static String control(Supplier<JarServer> start, Path data) {
        List<Customer> customers;
        Sent lost;
        try (JarServer server = start.get()) {
            ShopClient shop = Lives.client(server);
            customers = new Customers(shop, new Random(0)).customers().subList(0, 3);
            lost = customers.get(0).chargeOnce(shop);
            customers.get(1).chargeOnce(shop);
            customers.get(2).chargeOnce(shop);
            server.kill();
            server.awaitEnd();
        }
        try (DatabaseFile database = new DatabaseFile(data)) {
            lose(database, customers.get(0).userId(), lost);
            enterTwice(database, customers.get(1).userId());
        }
        List<String> books;
        try (JarServer server = start.get()) {
            ShopClient shop = Lives.client(server);
            books = BooksOverHttp.violations(shop);
            customers.forEach(customer -> customer.settle(shop));
            server.stop();
        }
        boolean found = !customers.get(0).faults().isEmpty()
                && !customers.get(1).faults().isEmpty()
                && customers.get(2).faults().isEmpty();
        return found
                ? "1 charge lost, 1 entered twice: found (by the books alone: %s)"
                        .formatted(books.isEmpty() ? "no" : "yes")
                : "";
    }

    /** Takes the last charge of a user out, with its key, so that the books still balance. */
    static void lose(DatabaseFile database, long user, Sent charge) {
        database.execute("DELETE FROM point_entry WHERE id = (SELECT max(id) FROM point_entry WHERE user_id = %d)"
                .formatted(user));
        database.execute("UPDATE shop_user SET point = point - %d WHERE id = %d".formatted(charge.amount(), user));
        database.execute("DELETE FROM idempotency_key WHERE key = '%s'".formatted(charge.key()));
    }

    private static void enterTwice(DatabaseFile database, long user) {
        database.execute("""
                INSERT INTO point_entry (user_id, kind, amount, balance_after, reference, at)
                SELECT user_id, kind, amount, balance_after + amount, reference, at FROM point_entry
                WHERE user_id = %d ORDER BY id DESC LIMIT 1""".formatted(user));
        database.execute(
                "UPDATE shop_user SET point = (SELECT sum(amount) FROM point_entry WHERE user_id = %d)".formatted(user)
                        + " WHERE id = " + user);
    }
}
