package io.jangteo.reference;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Every choice of a sequence; the same seed makes the same ones. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Seeds that follow one another would make the same first choices.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Both bounds included. */
    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** One that is wanted, if there is any such; null if there is none at all. */
    <T> T preferred(List<T> list, Predicate<T> wanted) {
        List<T> preferred = list.stream().filter(wanted).toList();
        if (!preferred.isEmpty()) {
            return one(preferred);
        }
        return list.isEmpty() ? null : one(list);
    }
}
