package io.jangteo.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share of the steps of a restore; {@link RestoreSteps} can do all of them. */
class RestoreStepsIT {
    @TempDir
    Path scratch;

    @Test
    void a_restore_that_is_killed_at_a_step_leaves_the_shop_from_before_or_the_restored_one() throws Exception {
        RestoreSteps steps = new RestoreSteps(scratch, RestoreSteps.thisVersion());
        steps.run("/^rename", "signal=KILL", 1);
        steps.run("/^unlink", "signal=KILL", 8);
        assertThat(steps.findings()).isEmpty();
        assertThat(steps.foundBefore()).isPositive();
        assertThat(steps.foundRestored()).isPositive();
    }

    @Test
    void a_restore_that_meets_a_failing_disk_leaves_the_shop_from_before_or_the_restored_one() throws Exception {
        RestoreSteps steps = new RestoreSteps(scratch, RestoreSteps.thisVersion());
        steps.run("/^rename", "error=EIO", 1);
        steps.run("/^f(data)?sync$", "error=EIO", 20);
        assertThat(steps.findings()).isEmpty();
        assertThat(steps.foundBefore()).isPositive();
    }
}
