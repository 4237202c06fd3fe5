package io.jangteo.dataplatform;

import io.jangteo.problem.LastingFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether the receiver is reachable. During an outage, all messages would only use up their attempts, so a
 * single one is tried from time to time, and the first answer ends the outage. Messages that failed because of it are
 * then due again, so that they do not fall behind those never tried. Each process finds out by itself.
 */
final class Outage {
    /** Equals the number of concurrent messages: one that hangs does not mean that the others would. */
    static final int FAILURES_MIN = HttpSink.PARALLEL_MAX;

    /** Maximum delay until the end of an outage is noticed; the first delay of Standard Webhooks. */
    static final Duration PROBE_EVERY = Duration.ofSeconds(5);

    /**
     * Later attempts keep their delays, 44 hours in total, so that a receiver that comes and goes cannot use up all
     * attempts of a message within minutes.
     */
    static final int EARLY_ATTEMPTS_MAX = BackOff.STANDARD_WEBHOOKS.size() - 2;

    /** More messages than fail in half a day; further ones keep their planned delay. */
    private static final int MISSED_MAX = 10_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(Outage.class);

    private final LastingFailure outage = new LastingFailure(LOGGER, "The data platform answers again");

    /** Attempts that failed since the last answer; not counted any further during an outage. */
    private final Set<Tried> failed = new HashSet<>();

    /** Messages that failed since the last answer, except those for which the receiver requested a delay. */
    private final Set<String> missed = new LinkedHashSet<>();

    private final Deque<String> returning = new ArrayDeque<>();
    private boolean isOn;
    private boolean isWanted = true;
    private Instant probedAt = Instant.EPOCH;

    private record Tried(String messageId, int attempts) {}

    synchronized boolean isOn() {
        return isOn;
    }

    /** The earliest time of the next attempt at a due message. A clock that was set back does not delay it. */
    synchronized Instant notBefore(Instant due, Instant now) {
        Instant probe = probedAt.plus(PROBE_EVERY);
        boolean waits = isOn && probe.isAfter(due) && !now.isBefore(probedAt);
        return waits ? probe : due;
    }

    synchronized void probed(Instant now) {
        probedAt = now;
    }

    /** Takes the results of attempts into account; repeated results change nothing. */
    synchronized void see(List<Receipt> receipts, Instant now) {
        for (Receipt receipt : receipts) {
            if (receipt.answer() == Receipt.Answer.NONE) {
                fails(receipt, now);
            } else {
                ends();
                seeWhetherWanted(receipt);
            }
        }
    }

    /** Logs once that the receiver wants no more messages: this is not an outage, yet all due messages are given up. */
    private void seeWhetherWanted(Receipt receipt) {
        boolean wanted = receipt.answer() != Receipt.Answer.UNWANTED;
        if (isWanted && !wanted) {
            LOGGER.warn("The data platform wants no more messages ({}): they are given up", receipt.failure());
        }
        isWanted = wanted;
    }

    /** The next messages to make due again after an outage; empty during one. */
    synchronized List<String> returning(int limit) {
        return isOn ? List.of() : returning.stream().limit(limit).toList();
    }

    synchronized void returned(Collection<String> messages) {
        messages.forEach(message -> returning.poll());
    }

    private void fails(Receipt receipt, Instant now) {
        Message message = receipt.message();
        if (!receipt.retryAfter().isZero()) {
            missed.remove(message.id());
        } else if (missed.size() < MISSED_MAX) {
            missed.add(message.id());
        }
        if (isOn) {
            return;
        }
        failed.add(new Tried(message.id(), message.attempts()));
        if (failed.size() >= FAILURES_MIN) {
            isOn = true;
            probedAt = now;
            outage.met("The data platform is unavailable (" + receipt.failure() + "): one message is tried every "
                    + PROBE_EVERY.toSeconds() + " s until it answers");
        }
    }

    private void ends() {
        outage.over();
        if (isOn) {
            returning.addAll(missed);
        }
        isOn = false;
        failed.clear();
        missed.clear();
    }
}
