package io.jangteo;

import io.jangteo.database.DataDirectory;
import io.jangteo.dataplatform.Destination;
import io.jangteo.dataplatform.HttpSink;
import io.jangteo.dataplatform.JournalSink;
import io.jangteo.dataplatform.Sink;
import io.jangteo.dataplatform.WebhookSecret;
import io.jangteo.security.KeyFile;
import java.time.InstantSource;
import java.util.List;

/** Where this shop tells of its paid orders: a journal file, unless an address is configured. */
final class DataPlatformSink {
    private DataPlatformSink() {}

    static Sink of(Config config, DataDirectory directory) {
        if (config.dataPlatform() == null) {
            return new JournalSink(directory.dataPlatformJournal());
        }
        List<String> secrets = config.dataPlatformSecrets().isEmpty()
                ? List.of(KeyFile.readOrCreate(directory.dataPlatformSecret(), WebhookSecret.PREFIX))
                : config.dataPlatformSecrets();
        // Receivers hold the time of an attempt against their own clock, which is never moved.
        return new HttpSink(
                new Destination(config.dataPlatform(), config.dataPlatformPrivate()),
                secrets.stream().map(WebhookSecret::parse).toList(),
                config.dataPlatformTimeout(),
                InstantSource.system());
    }
}
