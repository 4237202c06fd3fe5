package io.jangteo.database;

import java.util.List;

/**
 * A change that many callers ask for at once, done for all of them in a few statements: loads and locks what the
 * requests need, decides in Java in the order of arrival, and stores the outcome.
 *
 * @param <Q> one caller's request
 * @param <R> its result
 */
@FunctionalInterface
public interface Batch<Q, R> {

    /**
     * Decides all requests in one transaction. A refusal is a value, so it needs no rollback of what the others do. May
     * run again, for the same requests or for each by itself, after the database ended the transaction.
     *
     * @return one outcome for each request, in their order
     */
    List<Outcome<R>> run(Tx tx, List<Q> requests);

    /**
     * Decides one request as part of a larger transaction.
     *
     * @throws io.jangteo.problem.Problem the request's refusal
     */
    default R one(Tx tx, Q request) {
        return run(tx, List.of(request)).get(0).get();
    }
}
