package io.jangteo.testmode;

import io.jangteo.database.Engine;
import io.jangteo.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The initial content of a shop. Playing the demo shop's history takes a while, so its rows are cached for the next
 * reset, but only briefly, because its latest order was placed at the moment of loading.
 */
final class FirstContent {
    private static final Duration FRESH_FOR = Duration.ofSeconds(20);

    private final Consumer<Tx> verbs;
    private @Nullable Map<String, KeptRowsSql> kept;
    private Instant keptAt = Instant.EPOCH;

    FirstContent(Consumer<Tx> verbs) {
        this.verbs = verbs;
    }

    /**
     * Fills the empty shop as of the transaction's moment, or of one less than 20 seconds before it on the same day: in
     * any zone, a day begins on a quarter of an hour.
     */
    void fill(Tx tx) {
        if (kept != null && isFresh(tx.now())) {
            KeptRowsSql.fill(tx.handle(), kept);
            return;
        }
        verbs.accept(tx);
        if (Engine.of(tx.handle()) == Engine.POSTGRES) {
            // Its rows' numbers come from sequences, which copied rows would not move.
            return;
        }
        kept = KeptRowsSql.read(tx.handle());
        keptAt = tx.now();
    }

    private boolean isFresh(Instant now) {
        return !now.isBefore(keptAt) && now.isBefore(keptAt.plus(FRESH_FOR)) && quarter(now) == quarter(keptAt);
    }

    private static long quarter(Instant moment) {
        return moment.toEpochMilli() / Duration.ofMinutes(15).toMillis();
    }
}
