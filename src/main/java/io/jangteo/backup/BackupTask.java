package io.jangteo.backup;

import io.jangteo.schedule.Task;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes backups by the schedule: the first one at once, each further one when the last has reached the given age,
 * however often the server was restarted. After a failure it waits, because a copy is a lot of work.
 */
public final class BackupTask implements Task {
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(5);
    private static final double MILLIS_PER_SECOND = 1000;

    private final Backups backups;
    private final Duration every;
    private final InstantSource clock;
    private Instant notBefore = Instant.EPOCH;

    public BackupTask(Backups backups, Duration every, InstantSource clock, PrometheusRegistry registry) {
        this.backups = backups;
        this.every = every;
        this.clock = clock;
        GaugeWithCallback.builder()
                .name("jangteo_backup_last_timestamp_seconds")
                .help("When the last scheduled backup was taken, in seconds since 1970; absent before the first")
                .callback(callback -> backups.lastScheduled()
                        .ifPresent(last -> callback.call(last.toEpochMilli() / MILLIS_PER_SECOND)))
                .register(registry);
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        Instant due = backups.lastScheduled().map(last -> last.plus(every)).orElse(Instant.EPOCH);
        return Optional.of(due.isBefore(notBefore) ? notBefore : due);
    }

    @Override
    public synchronized void run() {
        notBefore = clock.instant().plus(AFTER_A_FAILURE);
        backups.takeScheduled();
        notBefore = Instant.EPOCH;
    }
}
