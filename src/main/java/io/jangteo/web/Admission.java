package io.jangteo.web;

import io.jangteo.problem.Problem;
import io.jangteo.problem.Refusals;
import io.jangteo.problem.Repeats;
import io.jangteo.security.Caller;
import io.jangteo.security.ClientAddress;
import io.jangteo.security.Gate;
import io.jangteo.security.HostCheck;
import io.jangteo.security.LocalCallers;
import io.jangteo.security.OwnCalls;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides from a request's head alone whether it is admitted, and as which caller. Checks the host, the origin, the
 * credential where one is required, and the rate limit.
 */
public final class Admission {
    private static final Logger LOGGER = LoggerFactory.getLogger(Admission.class);

    private final HostCheck hostCheck;
    private final LocalCallers localCallers;
    private final ClientAddress clientAddress;
    private final CrossOrigin crossOrigin;
    private final Gate gate;
    private final OwnCalls ownCalls;
    private final RateLimit rateLimit;
    private final FamiliarCredentials familiar = new FamiliarCredentials();
    private final Repeats guesses = new Repeats();

    public Admission(
            HostCheck hostCheck,
            LocalCallers localCallers,
            ClientAddress clientAddress,
            CrossOrigin crossOrigin,
            Gate gate,
            OwnCalls ownCalls,
            RateLimit rateLimit) {
        this.hostCheck = hostCheck;
        this.localCallers = localCallers;
        this.clientAddress = clientAddress;
        this.crossOrigin = crossOrigin;
        this.gate = gate;
        this.ownCalls = ownCalls;
        this.rateLimit = rateLimit;
    }

    /** Returns whether {@link #admit} may wait for the database, which knows most credentials. A probe needs none. */
    boolean mayWait(Request request) {
        return !Health.isProbe(Call.path(request))
                && Gate.credential(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                        .filter(credential -> !gate.isOwners(credential))
                        .isPresent();
    }

    /**
     * Admits a request.
     *
     * @param counting whether and how the request counts against the rate limits
     * @param reply takes headers that the reply must carry, whether the request is admitted or refused
     * @return the caller as whom the request acts
     * @throws Problem {@code FORBIDDEN}, {@code UNAUTHENTICATED}, {@code RATE_LIMITED}
     */
    Caller admit(Head head, Route.Access access, Route.Counting counting, BiConsumer<String, String> reply) {
        hostCheck.check(head.header("Host"));
        if (head.hasAny(LocalCallers.HEADERS) && !clientAddress.isTrusted(head.remoteAddress())) {
            localCallers.check(head::lines);
        }
        crossOrigin.check(head);
        if (head.isPreflight()) {
            return new Caller.Anyone();
        }
        boolean admin = access == Route.Access.ADMIN;
        boolean shopper = access == Route.Access.SHOPPER;
        Optional<String> credential =
                access == Route.Access.PROBE ? Optional.empty() : Gate.credential(head.header("Authorization"));
        Optional<Caller> recognised = rateLimit.isOff()
                ? recognise(credential, () -> group(head))
                : recogniseWithinLimits(head, credential, gate.needsCredential(admin, shopper), counting, reply);
        return gate.admit(admin, shopper, recognised);
    }

    /**
     * Checks again what a request was admitted with, for replies that come much later.
     *
     * @throws Problem {@code UNAUTHENTICATED} if the credential was revoked, or has expired
     */
    void requireStanding(Head head, Caller caller) {
        boolean stands = caller instanceof Caller.Anyone
                || Gate.credential(head.header("Authorization"))
                        .flatMap(gate::recognise)
                        .filter(caller::equals)
                        .isPresent();
        if (!stands) {
            throw Refusals.UNAUTHENTICATED.problem();
        }
    }

    /** Finds the caller of a credential; an unknown credential counts against the address. */
    private Optional<Caller> recognise(Optional<String> credential, Supplier<String> address) {
        Optional<Caller> recognised = credential.flatMap(gate::recognise);
        if (credential.isPresent() && recognised.isEmpty()) {
            wrongCredential(address.get());
        }
        return recognised;
    }

    private Optional<Caller> recogniseWithinLimits(
            Head head,
            Optional<String> credential,
            boolean isNeeded,
            Route.Counting counting,
            BiConsumer<String, String> reply) {
        String address = group(head);
        RateLimit.Standing guessing = rateLimit.credentials(address);
        boolean isLookedAt =
                guessing.remaining() > 0 || (credential.isPresent() && familiar.isKnown(address, credential.get()));
        if (isNeeded && credential.isPresent() && !isLookedAt) {
            throw tooMany(guessing, reply);
        }
        Optional<Caller> recognised = recognise(credential.filter(each -> isLookedAt), () -> address);
        if (recognised.isPresent()) {
            familiar.remember(address, credential.get());
        }
        boolean counted = counting != Route.Counting.NONE
                && recognised.filter(Caller.Administrator.class::isInstance).isEmpty()
                && !ownCalls.isOwn(head.header(OwnCalls.HEADER));
        if (counted) {
            count(recognised.map(Caller::name).orElse(address), counting, reply);
        }
        return recognised;
    }

    private void count(String caller, Route.Counting counting, BiConsumer<String, String> reply) {
        RateLimit.Standing standing = rateLimit.request(caller, counting == Route.Counting.SCARCE);
        if (standing.isExceeded()) {
            throw tooMany(standing, reply);
        }
        tell(standing, reply);
    }

    /** Returns the group of addresses that is counted as one caller. */
    private String group(Head head) {
        return ClientAddress.group(address(head));
    }

    /** Returns the caller's address, as reported by a trusted proxy if there is one. */
    String address(Head head) {
        return clientAddress.of(head.remoteAddress(), head.lines("Forwarded"), head.lines("X-Forwarded-For"));
    }

    /** Logs bursts of wrong credentials as one kind, whatever the address: an attacker may use many addresses. */
    private void wrongCredential(String address) {
        RateLimit.Standing standing = rateLimit.wrongCredential(address);
        if (standing.remaining() > 0 || standing.isExceeded()) {
            return;
        }
        String then = rateLimit.isOff()
                ? "nothing limits them (--rate-limit 0)"
                : "no others from that address are checked for a second";
        guesses.met("credentials")
                .ifPresent(unsaid -> LOGGER.warn(
                        "{} wrong credentials came from {} within a second; {} ({} more such bursts since the last line)",
                        standing.limit(),
                        address,
                        then,
                        unsaid));
    }

    private static Problem tooMany(RateLimit.Standing standing, BiConsumer<String, String> reply) {
        tell(standing, reply);
        return Refusals.RATE_LIMITED.problem().retryAfterSeconds(standing.resetSeconds());
    }

    private static void tell(RateLimit.Standing standing, BiConsumer<String, String> reply) {
        reply.accept("RateLimit-Limit", Integer.toString(standing.limit()));
        reply.accept("RateLimit-Remaining", Integer.toString(standing.remaining()));
        reply.accept("RateLimit-Reset", Long.toString(standing.resetSeconds()));
    }
}
