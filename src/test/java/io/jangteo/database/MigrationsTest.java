package io.jangteo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final Path FOLDER = Path.of("db/migration/sqlite");
    private static final String OBJECTS = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema"
            + " WHERE tbl_name <> 'schema_migration' ORDER BY 1";

    @TempDir
    Path path;

    @Test
    void every_file_of_the_folder_is_listed_in_the_order_of_its_number() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .isEqualTo(Migrations.FILES)
                    .isNotEmpty();
        }
        for (int i = 0; i < Migrations.FILES.size(); i++) {
            assertThat(Migrations.FILES.get(i)).matches("%04d-[a-z-]+\\.sql".formatted(i + 1));
        }
    }

    @Test
    void sqlite_alone_makes_the_shops_schema_of_the_files_in_one_go() throws Exception {
        StringBuilder script = new StringBuilder();
        for (String file : Migrations.FILES) {
            script.append(Files.readString(FOLDER.resolve(file)));
        }
        Path plain = path.resolve("plain.db");
        try (Connection connection = open(plain);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script.toString());
        }
        assertThat(objects(plain)).isEqualTo(objects(migrated())).hasSizeGreaterThan(30);
    }

    @Test
    void the_schema_of_all_files_is_known_without_a_closer_look() {
        try (SqliteConnection connection = SqliteConnection.inMemory()) {
            Migrations.run(connection, InstantSource.system());
            assertThat(Migrations.schemaDigest(connection)).isEqualTo(Migrations.SCHEMA_DIGEST);
        }
    }

    @Test
    void a_database_made_when_file_names_ended_in_sqlite_sql_is_taken() throws Exception {
        Path file = migrated();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE schema_migration SET name = replace(name, '.sql', '.sqlite.sql')"
                            + " WHERE version IN (5, 10, 11)"))
                    .isEqualTo(3);
        }
        try (SqliteConnection connection = SqliteConnection.forWriting(file)) {
            assertThat(Migrations.complaint(connection)).isEmpty();
            Migrations.run(connection, InstantSource.system());
        }
    }

    private Path migrated() {
        Path file = path.resolve("migrated.db");
        try (SqliteConnection connection = SqliteConnection.forWriting(file)) {
            Migrations.run(connection, InstantSource.system());
        }
        return file;
    }

    private static List<String> objects(Path file) throws Exception {
        List<String> objects = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OBJECTS)) {
            while (rows.next()) {
                objects.add(rows.getString(1));
            }
        }
        return objects;
    }

    private static Connection open(Path file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
