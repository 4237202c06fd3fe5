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
 * Whether the receiver is there at all. While it is not, one message after the other would only use up its attempts: so
 * a single attempt is made from time to time, and the first answer lets everything go on. Messages that failed for lack
 * of a receiver are due again then, so that they do not leave behind those that were never tried.
 */
final class Outage {
    /** As many as are underway at the same time: a message that hangs is no sign that the others would. */
    static final int FAILURES_MIN = HttpSink.PARALLEL_MAX;

    /** The first delay of Standard Webhooks: how late, at most, it is noticed that the receiver is there again. */
    static final Duration PROBE_EVERY = Duration.ofSeconds(5);

    /**
     * Later attempts keep their distance, which is 44 hours together: so a receiver that comes and goes cannot use up
     * all attempts of a message within minutes.
     */
    static final int EARLY_ATTEMPTS_MAX = BackOff.STANDARD_WEBHOOKS.size() - 2;

    /** More than fail in half a day; those beyond come back in their own time. */
    private static final int MISSED_MAX = 10_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(Outage.class);

    private final LastingFailure outage = new LastingFailure(LOGGER, "The data platform answers again");

    /** Attempts that failed since the last answer; how many more there are is of no interest once it is an outage. */
    private final Set<Tried> failed = new HashSet<>();

    /** The messages that failed since the last answer, without those whose receiver asked for a delay. */
    private final Set<String> missed = new LinkedHashSet<>();

    private final Deque<String> returning = new ArrayDeque<>();
    private boolean isOn;
    private boolean isWanted = true;
    private Instant probedAt = Instant.EPOCH;

    private record Tried(String messageId, int attempts) {}

    synchronized boolean isOn() {
        return isOn;
    }

    /** When the next attempt may be made at what is due. A clock that was set back does not delay it. */
    synchronized Instant notBefore(Instant due, Instant now) {
        Instant probe = probedAt.plus(PROBE_EVERY);
        boolean waits = isOn && probe.isAfter(due) && !now.isBefore(probedAt);
        return waits ? probe : due;
    }

    synchronized void probed(Instant now) {
        probedAt = now;
    }

    /** Takes note of how attempts ended; the same again changes nothing. */
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

    /** Who wants no more is no outage, and yet all that is due is lost to it: that is said once. */
    private void seeWhetherWanted(Receipt receipt) {
        boolean wanted = receipt.answer() != Receipt.Answer.UNWANTED;
        if (isWanted && !wanted) {
            LOGGER.warn("The data platform wants no more messages ({}): they are given up", receipt.failure());
        }
        isWanted = wanted;
    }

    /** The next of the messages that are due again because the receiver is there; none while it is not. */
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
            outage.met("The data platform takes nothing (" + receipt.failure() + "): one message every "
                    + PROBE_EVERY.toSeconds() + " s is tried until it does");
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
