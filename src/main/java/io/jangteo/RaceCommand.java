package io.jangteo;

import io.jangteo.Setting.Trait;
import io.jangteo.race.NewRace;
import io.jangteo.race.Race;
import io.jangteo.race.Races;
import java.time.Duration;
import java.util.List;

/** Runs a race against a shop of its own, which is gone afterwards. */
final class RaceCommand implements Command {
    private static final Setting<Integer> COUPONS = Setting.count("coupons", "100", 1, NewRace.COUPONS_MAX)
            .described("How many coupons there are to be had.")
            .with(Trait.FLAG_ONLY);

    private static final Setting<Integer> USERS = Setting.count("users", "5000", 1, NewRace.USERS_MAX)
            .described("How many users ask for one, each once.")
            .with(Trait.FLAG_ONLY);

    private static final Setting<Integer> CONCURRENCY = Setting.count("concurrency", "64", 1, NewRace.CONCURRENCY_MAX)
            .described("How many of them ask at the same time.")
            .with(Trait.FLAG_ONLY);

    /** How often a terminal is redrawn. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    @Override
    public String name() {
        return "race";
    }

    @Override
    public String summary() {
        return "Lets users rush after coupons in a fresh shop; exit status 1 if anything was not as it should be.";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(COUPONS, USERS, CONCURRENCY);
    }

    @Override
    public int run(Values values, Console console) {
        NewRace wanted = new NewRace(
                values.get(COUPONS).longValue(),
                values.get(USERS).longValue(),
                values.get(CONCURRENCY).longValue());
        try (FreshShop fresh = FreshShop.start()) {
            Races races = fresh.shop().races;
            Race race = watch(races, races.start(wanted), new RaceProgress(console.err(), System.console() != null));
            new RaceFigures(race, races.sortedMicros(race.id())).lines().forEach(console.out()::println);
            boolean holds = race.verdict() != null && race.verdict().holds();
            return holds && race.failed() == 0 ? 0 : 1;
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The race was stopped", thrown);
        }
    }

    private static Race watch(Races races, Race started, RaceProgress progress) throws InterruptedException {
        Race race = started;
        while (race.status() == Race.Status.RUNNING) {
            progress.show(race);
            race = races.await(race.id(), GLANCE);
        }
        progress.end(race);
        return race;
    }
}
