package io.jangteo.seed;

import io.jangteo.database.IoReason;
import io.jangteo.database.Tx;
import io.jangteo.json.Json;
import io.jangteo.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The seed file with which a server begins. */
public final class FirstSeed {
    private static final Logger LOGGER = LoggerFactory.getLogger(FirstSeed.class);

    private final Path file;
    private final Seeds seeds;
    private final Json json;

    public FirstSeed(Path file, Seeds seeds, Json json) {
        this.file = file;
        this.seeds = seeds;
        this.json = json;
    }

    /**
     * Loads the file, unless there is a user, a product or an offer already; then it is not even read.
     *
     * @return whether it was loaded
     * @throws FaultySeed with every fault at once
     */
    public boolean loadIfEmpty(Tx tx) {
        if (!EmptyShop.isHere(tx)) {
            LOGGER.warn("There is a shop already, so {} is not loaded", file);
            return false;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            Seeded loaded = seeds.load(tx, json.read(stream, Seed.class));
            LOGGER.info("{} is loaded: {}", file, loaded);
            return true;
        } catch (IOException thrown) {
            throw new FaultySeed(List.of(file + ": " + IoReason.of(thrown)));
        } catch (Problem refused) {
            List<SeedFault> faults = SeedFaults.of(refused);
            throw new FaultySeed(
                    faults.isEmpty()
                            ? List.of(file + ": " + refused.extensions().get("field") + ": expected "
                                    + refused.extensions().get("expected"))
                            : faults.stream().map(fault -> file + ": " + fault).toList());
        }
    }
}
