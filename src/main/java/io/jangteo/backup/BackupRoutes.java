package io.jangteo.backup;

import io.jangteo.database.BackupFailure;
import io.jangteo.database.BackupFile;
import io.jangteo.problem.Refusals;
import io.jangteo.web.Download;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The calls that take backups, list them, and hand them out. */
public final class BackupRoutes {
    private static final String BACKUPS = Route.ADMIN + "/backups";
    private static final String MEDIA_TYPE = "application/vnd.sqlite3";

    private BackupRoutes() {}

    /** The backups in the data directory, newest first. */
    public record BackupList(List<StoredBackup> backups) {}

    public static List<Route> of(Backups backups) {
        return List.of(
                Route.post(Route.ADMIN + "/backup")
                        .named("takeBackup", "Take a consistent backup of the shop while it runs")
                        .access(Access.ADMIN)
                        .replies(BackupFile.class)
                        .acts(request -> take(backups)),
                Route.get(BACKUPS)
                        .named("listBackups", "The backups in the data directory, newest first")
                        .access(Access.ADMIN)
                        .replies(BackupList.class)
                        .reads(request -> new BackupList(backups.list())),
                Route.get(BACKUPS + "/{file}")
                        .access(Access.ADMIN)
                        .shows(request -> Download.of(request, backups.find(request.path("file")), MEDIA_TYPE)));
    }

    private static BackupFile take(Backups backups) {
        try {
            return backups.take();
        } catch (BackupFailure thrown) {
            throw thrown.isStorageFull() ? Refusals.STORAGE_FULL.problem() : thrown;
        }
    }
}
