package io.jangteo.backup;

import io.jangteo.database.BackupFailure;
import io.jangteo.database.BackupFile;
import io.jangteo.problem.Refusals;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The calls that take backups. */
public final class BackupRoutes {
    private BackupRoutes() {}

    public static List<Route> of(Backups backups) {
        return List.of(Route.post(Route.ADMIN + "/backup")
                .named("takeBackup", "Take a consistent backup of the shop while it runs")
                .access(Access.ADMIN)
                .replies(BackupFile.class)
                .acts(request -> take(backups)));
    }

    private static BackupFile take(Backups backups) {
        try {
            return backups.take();
        } catch (BackupFailure thrown) {
            throw thrown.isStorageFull() ? Refusals.STORAGE_FULL.problem() : thrown;
        }
    }
}
