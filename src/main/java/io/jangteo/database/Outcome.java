package io.jangteo.database;

import io.jangteo.problem.Problem;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of one request of a {@link Batch}: a result, or a refusal that had no effect. */
public final class Outcome<R> {
    private final @Nullable R result;
    private final @Nullable Problem refusal;

    private Outcome(@Nullable R result, @Nullable Problem refusal) {
        this.result = result;
        this.refusal = refusal;
    }

    public static <R> Outcome<R> of(R result) {
        return new Outcome<>(result, null);
    }

    public static <R> Outcome<R> refused(Problem refusal) {
        return new Outcome<>(null, refusal);
    }

    public boolean isRefused() {
        return refusal != null;
    }

    /**
     * Returns the result.
     *
     * @throws Problem the refusal
     */
    public R get() {
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(result);
    }

    /** Returns the outcome with another result; a refusal stays as it is. */
    @SuppressWarnings("unchecked")
    public <S> Outcome<S> map(Function<R, S> change) {
        return isRefused() ? (Outcome<S>) this : of(change.apply(Objects.requireNonNull(result)));
    }
}
