package io.jangteo.security;

import io.jangteo.database.DataDirectory;
import io.jangteo.database.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The secrets that a shop generates for itself when they are first needed: in files of the data directory, or in the
 * database that several servers share, so that each accepts what another one signed.
 */
public interface Secrets {
    /** The setting of a shared database that holds the key of the tokens. */
    String TOKEN_KEY = "secret.token-key";

    /** The setting of a shared database that holds the secret of the webhooks. */
    String WEBHOOK_SECRET = "secret.data-platform";

    /** Returns the key that signs the users' tokens. */
    String tokenKey();

    /**
     * Returns the secret that signs webhooks.
     *
     * @param prefix starts a new one
     */
    String webhookSecret(String prefix);

    /** Those in the directory; a file that cannot be used is an {@link UnusableKey}. */
    static Secrets in(DataDirectory directory) {
        return new Secrets() {
            @Override
            public String tokenKey() {
                return KeyFile.readOrCreate(directory.tokenKey());
            }

            @Override
            public String webhookSecret(String prefix) {
                return KeyFile.readOrCreate(directory.dataPlatformSecret(), prefix);
            }
        };
    }

    /** Those in the database. */
    static Secrets in(Database database) {
        return new Secrets() {
            @Override
            public String tokenKey() {
                return readOrCreate(TOKEN_KEY, "");
            }

            @Override
            public String webhookSecret(String prefix) {
                return readOrCreate(WEBHOOK_SECRET, prefix);
            }

            private String readOrCreate(String name, String prefix) {
                Optional<String> kept = database.read(handle -> SecretSql.find(handle, name));
                return kept.orElseGet(() -> database.write(tx -> {
                    SecretSql.insertIfMissing(tx.handle(), name, prefix + KeyFile.random());
                    // Another server may have been first.
                    return SecretSql.find(tx.handle(), name).orElseThrow();
                }));
            }
        };
    }

    /** Returns the key that signs tokens, if the database that servers share has one already. */
    static Optional<String> tokenKey(Handle handle) {
        return SecretSql.find(handle, TOKEN_KEY);
    }
}
