package io.jangteo.problem;

import org.slf4j.Logger;

/**
 * A failure that may last. It is logged once when it begins and once when it ends, however often it is met in between;
 * another failure of the same part is logged as its own.
 */
public final class LastingFailure {
    private final Logger logger;
    private final String ended;
    private volatile String lasting;

    /** @param ended what is logged when the part works again */
    public LastingFailure(Logger logger, String ended) {
        this.logger = logger;
        this.ended = ended;
    }

    /** The part failed, for this reason. */
    public synchronized void met(String failure) {
        if (!failure.equals(lasting)) {
            lasting = failure;
            logger.error(failure);
        }
    }

    /** The part works. */
    public void over() {
        if (lasting != null) {
            end();
        }
    }

    private synchronized void end() {
        if (lasting != null) {
            lasting = null;
            logger.warn(ended);
        }
    }
}
