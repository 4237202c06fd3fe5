package io.jangteo;

import io.jangteo.Setting.Trait;
import io.jangteo.database.AsOf;
import io.jangteo.database.DataDirectory;
import io.jangteo.database.DatabaseId;
import io.jangteo.database.ReadOnlyDatabase;
import io.jangteo.problem.Problem;
import io.jangteo.security.Tokens;
import io.jangteo.user.Users;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Prints a token for a user of a data directory, whether or not a server is running on it. */
final class TokenCommand implements Command {
    private static final Setting<Long> USER = Setting.whole("user", null, 1, 999_999_999_999_999_999L)
            .described("Whose token it is to be.")
            .with(Trait.REQUIRED)
            .with(Trait.FLAG_ONLY);

    private static final Setting<Duration> TTL = Setting.duration("ttl", "PT1H", "PT1S", "P30D")
            .described("How long it lives.")
            .with(Trait.FLAG_ONLY);

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String summary() {
        return "Prints a token with which a user's calls are let in where the server has --auth token.";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Settings.DATA, Settings.SHARED_DATA, USER, TTL);
    }

    @Override
    public int run(Values values, Console console) {
        DataDirectory directory = Settings.directory(values);
        long userId = values.get(USER);
        try (ReadOnlyDatabase database = ReadOnlyDatabase.open(directory)) {
            requireUser(database, userId);
            Tokens tokens = Tokens.of(database, directory.tokenKey(), InstantSource.system());
            String databaseId = database.read(DatabaseId::of);
            console.out()
                    .println(tokens.issue(databaseId, userId, values.get(TTL)).token());
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
