package io.jangteo.backup;

import io.jangteo.database.BackupFile;
import io.jangteo.database.Backups;
import io.jangteo.web.Route;
import io.jangteo.web.Route.Access;
import java.util.List;

public final class BackupRoutes {
    private BackupRoutes() {}

    public static List<Route> of(Backups backups) {
        return List.of(Route.post(Route.ADMIN + "/backup")
                .named("takeBackup", "Take a consistent copy of the shop while it serves")
                .access(Access.ADMIN)
                .replies(BackupFile.class)
                .acts(request -> backups.take()));
    }
}
