package io.jangteo.command;

import io.jangteo.config.Setting;
import io.jangteo.config.Takes;
import io.jangteo.race.NewRace;
import io.jangteo.race.Race;
import io.jangteo.race.Races;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs a race in a temporary shop of its own. */
final class RaceCommand extends Command<RaceCommand.Settings> {
    /** The interval at which a terminal is redrawn. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    record Settings(
            @Setting("The number of coupons, or of units of the product.")
            @Takes(fallback = "100", bounds = "1 to " + NewRace.COUPONS_MAX)
            long coupons,

            @Setting("The number of users, who ask once each.")
            @Takes(fallback = "5000", bounds = "1 to " + NewRace.USERS_MAX)
            long users,

            @Setting("The number of users who ask at the same time.")
            @Takes(fallback = "64", bounds = "1 to " + NewRace.CONCURRENCY_MAX)
            long concurrency,

            @Setting("What they rush for: coupons, or orders of the last units of a product.")
            @Takes(fallback = "coupons")
            NewRace.Kind rush,

            @Setting("Where to leave the report, as a file that a browser opens.") @Nullable
            Path report) {}

    RaceCommand() {
        super(
                "race",
                "Lets users rush for coupons, or for the last units of a product, in a fresh shop, which is warmed up "
                        + "first; exit status 1 if any check fails.",
                Settings.class);
    }

    @Override
    int run(Settings settings, Console console) {
        NewRace wanted =
                new NewRace(settings.coupons, settings.users, settings.concurrency, settings.rush, true, false);
        try (FreshShop fresh = new FreshShop()) {
            Races races = fresh.start().races();
            Race race = watch(
                    races,
                    races.start(wanted),
                    new RaceProgress(console.err(), OfficeLink.isTerminal(System.console())));
            new RaceFigures(race, races.sortedMicros(race.id())).lines().forEach(console.out()::println);
            if (settings.report != null) {
                console.out().println();
                console.out().println("Report: " + RaceReport.write(race, settings.report));
            }
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
