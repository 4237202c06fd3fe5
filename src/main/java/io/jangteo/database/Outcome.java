package io.jangteo.database;

import io.jangteo.problem.Problem;
import java.util.List;
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

    @Nullable
    Problem refusal() {
        return refusal;
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

    /** Returns the outcome with another result; a refusal stays as it is, and one that the change throws is one too. */
    @SuppressWarnings("unchecked")
    public <S> Outcome<S> map(Function<R, S> change) {
        if (isRefused()) {
            return (Outcome<S>) this;
        }
        try {
            return of(change.apply(Objects.requireNonNull(result)));
        } catch (Problem thrown) {
            return refused(thrown);
        }
    }

    /** Returns the results of what was not refused, in the same order. */
    public static <R> List<R> results(List<Outcome<R>> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isRefused())
                .map(Outcome::get)
                .toList();
    }
}
