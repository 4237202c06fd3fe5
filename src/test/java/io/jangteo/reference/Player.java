package io.jangteo.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.database.Database;
import io.jangteo.wire.Connection;
import io.jangteo.wire.Response;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.function.Supplier;

/** Plays sequences against a server, one after the other, each in a shop that is empty at first. */
public final class Player implements Closeable {
    private final Connection connection;
    private final String adminKey;
    private final Database database;
    private final Coverage coverage;

    /**
     * @param database the server's own; it is only read from
     */
    public Player(String baseUrl, String adminKey, Database database, Coverage coverage) throws IOException {
        this.connection = Connection.to(baseUrl);
        this.adminKey = adminKey;
        this.database = database;
        this.coverage = coverage;
    }

    /**
     * Plays the sequence that the seed makes.
     *
     * @throws AssertionError at the first step at which server and reference disagree, with all that was done
     */
    public void play(long seed, int steps) throws IOException {
        Dice dice = new Dice(seed);
        ReferenceShop shop = new ReferenceShop(open(dice));
        Verbs verbs = new Verbs(shop, dice);
        Sequence sequence = new Sequence(connection, adminKey, database, shop, coverage, seed);
        for (Supplier<Step> step : verbs.opening()) {
            sequence.make(step.get());
        }
        for (int i = 0; i < steps; i++) {
            sequence.make(verbs.next());
        }
        for (Step step : verbs.closing()) {
            sequence.make(step);
        }
        sequence.checkBooks();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** Empties the shop and waits for a time of day that the seed chooses, so that it is the same at each replay. */
    private Instant open(Dice dice) throws IOException {
        LocalTime opening = dice.of(
                LocalTime.of(0, 4),
                LocalTime.of(9, 0),
                LocalTime.of(14, 30),
                LocalTime.of(23, 20),
                LocalTime.of(23, 48));
        ZonedDateTime now = now(ModelCall.admin("POST", "/reset", null)).atZone(ReferenceClock.ZONE);
        ZonedDateTime then = now.with(opening).plusDays(1);
        String wait = Duration.between(now, then).toString();
        return now(ModelCall.admin("POST", "/clock/advance", ModelCall.json("{'duration':'%s'}", wait)));
    }

    private Instant now(ModelCall call) throws IOException {
        Response reply = connection.send(call.request(adminKey)).read();
        JsonNode now = reply.json().path("now");
        if (!reply.isSuccess() || !now.isTextual()) {
            throw new AssertionError(call + " was answered " + reply);
        }
        return OffsetDateTime.parse(now.textValue()).toInstant();
    }
}
