package io.jangteo.bench;

/** The run shows nothing: the server failed, or answered what it must not. */
final class BenchFailure extends RuntimeException {
    BenchFailure(String message) {
        super(message, null, false, false);
    }
}
