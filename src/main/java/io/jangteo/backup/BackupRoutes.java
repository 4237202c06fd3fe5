package io.jangteo.backup;

import static io.jangteo.problem.Refusals.NOT_FOUND;

import io.jangteo.database.BackupFailure;
import io.jangteo.database.BackupFile;
import io.jangteo.database.Database;
import io.jangteo.problem.Refusals;
import io.jangteo.web.Download;
import io.jangteo.web.Request;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

/** The calls that take backups, list them, and hand them out. */
public final class BackupRoutes {
    private static final String BACKUPS = Route.ADMIN + "/backups";

    private BackupRoutes() {}

    /** The backups in the data directory, newest first. */
    public record BackupList(List<StoredBackup> backups) {}

    public static List<Route> of(Backups backups, Database database) {
        return List.of(
                Route.post(Route.ADMIN + "/backup")
                        .named("takeBackup", "Take a consistent backup of the shop while it runs")
                        .access(Access.ADMIN)
                        .replies(BackupFile.class)
                        .acts(request -> take(backups, database, request)),
                Route.get(BACKUPS)
                        .named("listBackups", "The backups in the data directory, newest first")
                        .access(Access.ADMIN)
                        .replies(BackupList.class)
                        .reads(request -> new BackupList(backups.list())),
                Route.get(BACKUPS + "/{file}")
                        .named("downloadBackup", "A backup's file")
                        .access(Access.ADMIN)
                        .replies(Download.class)
                        .refuses(NOT_FOUND)
                        .reads(request -> request.download(backups.find(request.path("file")))));
    }

    private static BackupFile take(Backups backups, Database database, Request request) {
        try {
            BackupFile backup = backups.take().named();
            request.about("backups/" + backup.file());
            database.run(request::note);
            return backup;
        } catch (BackupFailure thrown) {
            throw thrown.isStorageFull() ? Refusals.STORAGE_FULL.problem() : thrown;
        }
    }
}
