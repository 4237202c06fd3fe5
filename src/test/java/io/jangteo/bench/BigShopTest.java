package io.jangteo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.books.Books;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigShopTest {
    @Test
    void its_books_balance(@TempDir Path directory) throws IOException, SQLException {
        Path file = directory.resolve("shop.db");
        BigShop.make(file, 1_000);
        try (SqliteDatabase database = SqliteDatabase.open(
                file, SqliteSettings.defaults(), InstantSource.system(), new PrometheusRegistry())) {
            assertThat(new Books(database).check().checks())
                    .allSatisfy(check -> assertThat(check.violations()).isEmpty())
                    .anySatisfy(check -> assertThat(check.checked()).isGreaterThan(9_000));
        }
    }
}
