package io.jangteo.command;

import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.database.AsOf;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.ReadOnlyDatabase;
import io.jangteo.problem.Problem;
import io.jangteo.security.Tokens;
import io.jangteo.user.Users;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Prints a token for a user of a data directory, whether or not a server is running on it. */
final class TokenCommand extends Command<TokenCommand.Settings> {

    record Settings(
            Path data,
            boolean sharedData,

            @Setting("The id of the token's user.") @Takes(bounds = "1 to 999999999999999999", required = true)
            long user,

            @Setting("How long the token is valid.") @Takes(fallback = "PT1H", bounds = "PT1S to P30D")
            Duration ttl)
            implements OnDirectory {}

    TokenCommand() {
        super("token", "Prints a token for a user's calls to a server with --auth token.", Settings.class);
    }

    @Override
    int run(Settings settings, Console console) {
        DataDirectory directory = settings.directory();
        try (ReadOnlyDatabase database = ReadOnlyDatabase.open(directory)) {
            requireUser(database, settings.user);
            Tokens tokens = Tokens.of(database, directory.tokenKey(), InstantSource.system());
            String databaseId = database.read(DatabaseId::of);
            console.out()
                    .println(tokens.issue(databaseId, settings.user, settings.ttl)
                            .token());
            return 0;
        }
    }

    private static void requireUser(ReadOnlyDatabase database, long userId) {
        try {
            new Users(database, Long.MAX_VALUE).get(userId, AsOf.NOW);
        } catch (Problem thrown) {
            throw new IllegalStateException("There is no user " + userId, thrown);
        }
    }
}
