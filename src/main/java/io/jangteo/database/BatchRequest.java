package io.jangteo.database;

import java.util.function.Function;

/**
 * Work that is one request to a batch. Whoever runs several such works in one transaction may decide those to the same
 * batch together.
 */
record BatchRequest<Q, R>(Batch<Q, R> batch, Q request) implements Function<Tx, R> {
    @Override
    public R apply(Tx tx) {
        return batch.one(tx, request);
    }
}
