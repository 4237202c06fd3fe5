package io.jangteo.command;

import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.config.Values;
import io.jangteo.database.AsOf;
import io.jangteo.database.Database;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.PostgresSettings;
import io.jangteo.database.PostgresSnapshot;
import io.jangteo.database.ReadOnlyDatabase;
import io.jangteo.problem.Problem;
import io.jangteo.security.Secrets;
import io.jangteo.security.Tokens;
import io.jangteo.user.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a token for a user of a data directory or a PostgreSQL database, whether or not servers are running on it. */
final class TokenCommand extends Command<TokenCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,
            @Nullable String database,
            @Nullable String databasePassword,

            @Setting("The id of the token's user.") @Takes(bounds = "1 to 999999999999999999", required = true)
            long user,

            @Setting("How long the token is valid.") @Takes(fallback = "PT1H", bounds = "PT1S to P30D")
            Duration ttl)
            implements OnDirectory {}

    TokenCommand() {
        super("token", "Prints a token for a user's calls to a server with --auth token.", Settings.class);
    }

    @Override
    List<String> complaints(Values values) {
        return values.conflict("data", "database").stream().toList();
    }

    @Override
    boolean usesSqlite(Settings settings) {
        return settings.database == null;
    }

    @Override
    int run(Settings settings, Console console) {
        if (settings.database != null) {
            PostgresSettings address = new PostgresSettings(settings.database, settings.databasePassword);
            try (Database database = PostgresSnapshot.open(address, 1)) {
                requireUser(database, settings.user);
                String key = database.read(Secrets::tokenKey)
                        .orElseThrow(() -> new IllegalStateException(
                                "There is no key for tokens in the database yet: start a server on it once"));
                return print(database, key, settings, console);
            }
        }
        try (Database database = ReadOnlyDatabase.open(settings.directory())) {
            requireUser(database, settings.user);
            return print(database, Secrets.in(settings.directory()).tokenKey(), settings, console);
        }
    }

    private static int print(Database database, String key, Settings settings, Console console) {
        Tokens tokens = Tokens.of(database, key, InstantSource.system());
        String databaseId = database.read(DatabaseId::of);
        console.out()
                .println(tokens.issue(databaseId, settings.user, settings.ttl).token());
        return 0;
    }

    private static void requireUser(Database database, long userId) {
        try {
            new Users(database, Long.MAX_VALUE).get(userId, AsOf.NOW);
        } catch (Problem thrown) {
            throw new IllegalStateException("There is no user " + userId, thrown);
        }
    }
}
