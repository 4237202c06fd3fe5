package io.jangteo.torture;

import io.jangteo.database.Database;
import io.jangteo.database.SqliteDatabase;
import io.jangteo.database.SqliteSettings;
import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Idempotency;
import io.jangteo.idempotency.KeyedRequest;
import io.jangteo.idempotency.Reply;
import io.jangteo.problem.Problem;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StringGen;

/**
 * Requests under few keys, sent by several threads, whose effect is none of the database's: one alone has it, and all
 * get its reply. Whoever hears that the key is in progress asks again.
 */
@Param(name = "key", gen = StringGen.class, conf = "1:ab")
public class KeysInOrder {
    private static final Database DATABASE = open();
    private static final AtomicLong RUNS = new AtomicLong();
    private static final String REQUEST_IN_PROGRESS = "REQUEST_IN_PROGRESS";

    private final long run = RUNS.incrementAndGet();
    private final AtomicLong effects = new AtomicLong();
    private final Idempotency idempotency = new Idempotency(DATABASE);

    /** The number of the effect whose reply this is, and whether it is the first reply again. */
    @Operation
    public String send(@Param(name = "key") String key) {
        while (true) {
            try {
                Answer answer = once(idempotency(), key);
                return new String(answer.reply().body(), StandardCharsets.US_ASCII)
                        + (answer.replayed() ? " again" : "");
            } catch (Problem problem) {
                if (!problem.refusal().code().equals(REQUEST_IN_PROGRESS)) {
                    throw problem;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Operation
    public long effects() {
        return effects.get();
    }

    Idempotency idempotency() {
        return idempotency;
    }

    private Answer once(Idempotency keys, String key) {
        KeyedRequest request = KeyedRequest.of("run-" + run, "key-" + key, "POST", "/effects", new byte[0]);
        return keys.onceOutside(request, this::effect);
    }

    private Reply effect() {
        byte[] body = Long.toString(effects.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
        return new Reply(200, Reply.JSON, null, body);
    }

    private static Database open() {
        try {
            return SqliteDatabase.open(
                    Files.createTempDirectory("jangteo-in-order").resolve("jangteo.db"),
                    SqliteSettings.defaults(),
                    InstantSource.system(),
                    new PrometheusRegistry());
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** The same where no request knows of those in progress: each has keys of its own. */
    public static final class NobodyInProgress extends KeysInOrder {
        @Override
        Idempotency idempotency() {
            return new Idempotency(DATABASE);
        }
    }
}
