package io.jangteo.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A restore that is killed, or meets a failing disk, at each of its steps: the shop from before or the restored one is whole. */
final class RestoreCampaign implements Campaign {
    /** A page written into a draft is like the one before it: of those calls every so many are taken. */
    private static final int WRITES_TAKEN = 25;

    private static final int OPENINGS_TAKEN = 3;
    /** Of what is left, a share takes every so many. */
    private static final int ALL_BUT_ENDS = 1_000_000;

    private static final int SHARE_TAKEN = 20;

    private static final int QUICK_TAKEN = 5;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public List<String> needs() {
        return List.of("strace");
    }

    @Override
    public Outcome run(Scale scale) throws Exception {
        try (Scratch scratch = new Scratch(name())) {
            RestoreSteps steps = new RestoreSteps(scratch.directory(), command());
            for (String fault : List.of("signal=KILL", "error=EIO")) {
                breakOff(steps, fault, scale);
            }
            List<String> findings = new ArrayList<>(steps.findings());
            if (steps.foundBefore() == 0 || steps.foundRestored() == 0) {
                findings.add("Not both shops were met: the restore was not broken off on both sides of its last step");
            }
            scratch.keepFor(findings);
            Map<String, String> facts = Map.of(
                    "the shop from before", Integer.toString(steps.foundBefore()),
                    "the restored one", Integer.toString(steps.foundRestored()));
            return new Outcome(steps.breaks(), findings, steps.control(), facts);
        }
    }

    private static void breakOff(RestoreSteps steps, String fault, Scale scale) throws Exception {
        int taken = scale == Scale.FULL ? 1 : scale == Scale.QUICK ? QUICK_TAKEN : SHARE_TAKEN;
        steps.run("/^rename", fault, 1);
        steps.run("/^unlink", fault, taken);
        if (scale == Scale.SHARE) {
            // The first, and the last, which comes after everything has its place.
            steps.run("/^f(data)?sync$", fault, ALL_BUT_ENDS);
            return;
        }
        steps.run("/^f(data)?sync$", fault, taken);
        steps.run("ftruncate", fault, taken);
        steps.run("pwrite64", fault, taken * WRITES_TAKEN);
        steps.run("openat", fault, taken * OPENINGS_TAKEN);
    }

    private static List<String> command() {
        String jar = System.getProperty("jangteo.jar", "target/jangteo.jar");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(jar).toAbsolutePath().toString());
    }
}
