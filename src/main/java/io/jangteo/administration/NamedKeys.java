package io.jangteo.administration;

import static io.jangteo.administration.KeyRefusals.KEY_NAME_TAKEN;

import io.jangteo.database.Database;
import io.jangteo.database.Sha256;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import io.jangteo.schedule.Task;
import io.jangteo.security.Caller;
import io.jangteo.security.KeyFile;
import io.jangteo.security.OtherKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of administration beside the owner's. A request with such a key looks it up in the database, so that its
 * revocation holds on every server of one database at once; no other request does.
 */
public final class NamedKeys implements OtherKeys, Task {
    /**
     * Tells these keys from users' tokens, which are never looked up, and shows in other people's logs what they are.
     */
    private static final String PREFIX = "jangteo_";
    /** Longer than any of our keys. */
    private static final int KEY_MAX_LENGTH = 128;
    /** How long the use of keys is remembered before it is written, for all of them together. */
    private static final Duration USE_WRITTEN_AFTER = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    /** When each key was used since that was last written. */
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();

    public NamedKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes a key, which only this reply shows.
     *
     * @throws io.jangteo.problem.Problem {@code KEY_NAME_TAKEN}
     */
    public MadeKey make(Tx tx, String name) {
        String key = PREFIX + KeyFile.random();
        if (name.equals(Caller.Administrator.OWNER.key())
                || !NamedKeySql.insert(tx.handle(), name, Sha256.of(key), tx.now())) {
            throw KEY_NAME_TAKEN.problem();
        }
        return new MadeKey(name, key);
    }

    public NamedKeyList list() {
        return new NamedKeyList(database.read(NamedKeySql::list));
    }

    /**
     * Returns whether the key is revoked already.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_FOUND}
     */
    boolean isRevoked(Tx tx, String name) {
        return NamedKeySql.lock(tx.handle(), name)
                        .orElseThrow(Refusals::notFound)
                        .revokedAt()
                != null;
    }

    /**
     * Revokes a key for good: from this commit it is refused everywhere. A revoked key stays as it is.
     *
     * @throws io.jangteo.problem.Problem {@code NOT_FOUND}
     */
    public NamedKey revoke(Tx tx, String name) {
        if (!isRevoked(tx, name)) {
            NamedKeySql.revoke(tx.handle(), name, tx.now());
        }
        return NamedKeySql.lock(tx.handle(), name).orElseThrow();
    }

    @Override
    public Optional<Caller> callerOf(String credential) {
        if (!credential.startsWith(PREFIX) || credential.length() > KEY_MAX_LENGTH) {
            return Optional.empty();
        }
        Optional<Caller> caller = database.read(handle -> NamedKeySql.find(handle, Sha256.of(credential)));
        if (caller.orElse(null) instanceof Caller.Administrator keeper) {
            uses.put(keeper.key(), clock.instant());
        }
        return caller;
    }

    /**
     * Keeps the key from being revoked before the transaction ends. One that is not there any more was taken away with
     * the shop that this very transaction replaces.
     *
     * @throws io.jangteo.problem.Problem {@code UNAUTHENTICATED} if it is revoked
     */
    void requireStanding(Tx tx, String name) {
        if (!name.equals(Caller.Administrator.OWNER.key()) && NamedKeySql.isRevoked(tx.handle(), name)) {
            throw Refusals.UNAUTHENTICATED.problem();
        }
    }

    @Override
    public String name() {
        return "key-uses";
    }

    @Override
    public Optional<Instant> nextDue() {
        return uses.values().stream().min(Instant::compareTo).map(use -> use.plus(USE_WRITTEN_AFTER));
    }

    /** Writes each key's use by itself: no transaction holds two of them. */
    @Override
    public void run() {
        uses.forEach((name, at) -> {
            database.run(tx -> NamedKeySql.used(tx.handle(), name, at));
            uses.remove(name, at);
        });
    }
}
