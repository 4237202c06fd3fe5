package io.jangteo.testmode;

import io.jangteo.problem.Expect;
import io.jangteo.problem.Refusals;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The calls offered in test mode only. */
public final class TestModeRoutes {
    private TestModeRoutes() {}

    /**
     * A request to move the clock ahead.
     *
     * @param duration ISO 8601, such as PT24H
     */
    public record Advance(Duration duration) {
        public Advance {
            Expect.present("duration", duration);
        }
    }

    /**
     * The name of a snapshot.
     *
     * @param name 1 to 64 letters, digits, - or _
     */
    public record SnapshotName(String name) {
        public SnapshotName {
            Expect.present("name", name);
        }
    }

    /**
     * The shop's time after the call.
     */
    public record ShopTime(Instant now) {}

    /** The saved states of the shop. */
    public record SnapshotList(List<StoredSnapshot> snapshots) {}

    /** Returns the calls that every engine offers. */
    public static List<Route> of(TestMode testMode) {
        return List.of(
                Route.post(Route.ADMIN + "/clock/advance")
                        .named("advanceClock", "Move the clock ahead and do everything due by then before the reply")
                        .access(Access.ADMIN)
                        .body(Advance.class)
                        .replies(ShopTime.class)
                        .acts(request -> new ShopTime(
                                testMode.advance(request.body(Advance.class).duration(), request::note))),
                Route.post(Route.ADMIN + "/clock/stop")
                        .named("stopClock", "Stop the clock until it is moved or started")
                        .access(Access.ADMIN)
                        .replies(ShopTime.class)
                        .acts(request -> new ShopTime(testMode.stopClock(request::note))),
                Route.post(Route.ADMIN + "/clock/start")
                        .named("startClock", "Start the clock from where it is")
                        .access(Access.ADMIN)
                        .replies(ShopTime.class)
                        .acts(request -> new ShopTime(testMode.startClock(request::note))),
                Route.post(Route.ADMIN + "/reset")
                        .named("resetShop", "Reset the shop to its initial content, at real time")
                        .access(Access.ADMIN)
                        .replies(ShopTime.class)
                        .acts(request -> new ShopTime(testMode.reset(request::note))));
    }

    /** Returns the calls for snapshots, which are copies of SQLite's file. */
    public static List<Route> snapshots(TestMode testMode) {
        return List.of(
                Route.post(Route.ADMIN + "/snapshots")
                        .named("takeSnapshot", "Save the shop's state under a name")
                        .access(Access.ADMIN)
                        .body(SnapshotName.class)
                        .replies(SnapshotName.class)
                        .acts(request -> {
                            SnapshotName name = request.body(SnapshotName.class);
                            testMode.takeSnapshot(name.name());
                            return name;
                        }),
                Route.get(Route.ADMIN + "/snapshots")
                        .named("listSnapshots", "The snapshots by name")
                        .access(Access.ADMIN)
                        .replies(SnapshotList.class)
                        .reads(request -> new SnapshotList(testMode.listSnapshots())),
                Route.post(Route.ADMIN + "/snapshots/{name}/restore")
                        .named("restoreSnapshot", "Restore the shop and its clock to a snapshot")
                        .access(Access.ADMIN)
                        .replies(ShopTime.class)
                        .refuses(Refusals.NOT_FOUND)
                        .acts(request -> new ShopTime(testMode.restoreSnapshot(request.path("name"), request::note))));
    }
}
