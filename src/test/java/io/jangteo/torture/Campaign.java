package io.jangteo.torture;

import java.util.List;

/** One campaign: does a bounded number of rounds, ends with the books, and proves that it can fail by a planted bug. */
interface Campaign {
    /** The name as it stands in the table, in small letters and with hyphens. */
    String name();

    /** Programs and rights beyond Java, as {@link Needs} probes them: "strace", "mount", "prlimit". */
    List<String> needs();

    /** Runs the rounds and the control; whatever it throws is a finding. */
    Outcome run(Scale scale) throws Exception;
}
