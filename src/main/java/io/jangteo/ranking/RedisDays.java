package io.jangteo.ranking;

import io.jangteo.problem.LastingFailure;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/**
 * Copies of days in a Redis that several instances share. A copy is written once under its day and stamp and never
 * changed; whatever else is found there, and any failure, only means that the day has to be read from the database.
 */
public final class RedisDays implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedisDays.class);

    /** A day is ranked for three. */
    private static final Duration LIFETIME = Duration.ofDays(4);

    /** Several 100,000 products; longer ones are not copied, and of others' values no more is read. */
    private static final int TEXT_LENGTH_MAX = 4 * 1024 * 1024;

    private static final int FAILURES_MAX = 3;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String prefix;
    private final RedisConnection connection;
    private final Breaker breaker;
    private final RedisMetrics metrics;
    private final LastingFailure failure = new LastingFailure(LOGGER, "Redis answers again");

    /**
     * Connects when the first day is asked for.
     *
     * @param address {@code redis://host:port}, or {@code rediss://} for TLS
     * @param shop distinguishes shops that share a Redis
     * @param nanoTime a clock that is never set
     */
    public RedisDays(
            URI address, @Nullable String password, String shop, LongSupplier nanoTime, PrometheusRegistry registry) {
        this.prefix = "jangteo:" + shop + ":sales:";
        this.connection = new RedisConnection(address, password);
        this.breaker = new Breaker(FAILURES_MAX, PAUSE, nanoTime);
        this.metrics = new RedisMetrics(registry, breaker::isOpen);
    }

    /** Returns those of the days that Redis holds. */
    Map<StampedDay, DayUnits> find(List<StampedDay> days) {
        if (days.isEmpty() || !breaker.permits()) {
            return Map.of();
        }
        Optional<List<String>> texts = call(redis -> texts(redis, days));
        if (texts.isEmpty()) {
            metrics.count(RedisMetrics.Outcome.FAILURE, days.size());
            return Map.of();
        }
        Map<StampedDay, DayUnits> found = new HashMap<>();
        for (int i = 0; i < days.size(); i++) {
            DayUnits sales = read(days.get(i), texts.get().get(i));
            if (sales != null) {
                found.put(days.get(i), sales);
            }
        }
        return found;
    }

    /** Copies days to Redis, unless their keys hold something. */
    void put(Map<StampedDay, DayUnits> days) {
        Map<String, String> texts = new HashMap<>();
        days.forEach((day, sales) -> texts.put(key(day), DayText.encode(key(day), sales.unitsByProduct())));
        texts.values().removeIf(text -> text.length() > TEXT_LENGTH_MAX);
        if (!texts.isEmpty() && breaker.permits()) {
            call(redis -> set(redis, texts));
        }
    }

    /** Closes the connection. */
    @Override
    public void close() {
        connection.close();
    }

    private <T> Optional<T> call(Function<Jedis, T> commands) {
        try {
            T reply = connection.call(commands);
            breaker.succeeded();
            failure.over();
            return Optional.of(reply);
        } catch (RedisConnection.Failure thrown) {
            breaker.failed();
            failure.met("Redis is not used for now: " + thrown.getMessage());
            return Optional.empty();
        }
    }

    private List<String> texts(Jedis redis, List<StampedDay> days) {
        try (Pipeline pipeline = redis.pipelined()) {
            List<Response<String>> replies = days.stream()
                    .map(day -> pipeline.getrange(key(day), 0, TEXT_LENGTH_MAX - 1))
                    .toList();
            pipeline.sync();
            return replies.stream().map(RedisDays::text).toList();
        }
    }

    private static String text(Response<String> reply) {
        try {
            return reply.get();
        } catch (JedisDataException thrown) {
            String message = String.valueOf(thrown.getMessage());
            if (message.startsWith("WRONGTYPE")) {
                return message;
            }
            throw thrown;
        }
    }

    private static boolean set(Jedis redis, Map<String, String> texts) {
        try (Pipeline pipeline = redis.pipelined()) {
            SetParams once = SetParams.setParams().nx().px(LIFETIME.toMillis());
            List<Response<String>> replies = texts.entrySet().stream()
                    .map(text -> pipeline.set(text.getKey(), text.getValue(), once))
                    .toList();
            pipeline.sync();
            replies.forEach(Response::get);
            return true;
        }
    }

    private @Nullable DayUnits read(StampedDay day, String text) {
        Map<Long, Long> units = DayText.decode(key(day), text);
        if (units == null) {
            metrics.count(text.isEmpty() ? RedisMetrics.Outcome.MISS : RedisMetrics.Outcome.UNUSABLE, 1);
            return null;
        }
        metrics.count(RedisMetrics.Outcome.HIT, 1);
        return new DayUnits(day.date(), units);
    }

    private String key(StampedDay day) {
        return prefix + day.date() + ":" + day.stamp();
    }
}
