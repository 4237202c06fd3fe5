package io.jangteo.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of a run, in Markdown: one row a campaign, and below it what went wrong. */
final class Table {
    /** A fault that comes once comes often; what is kept of the campaign has the rest. */
    private static final int FAULTS_SHOWN = 20;

    private static final int FAULT_MAX_CHARACTERS = 600;

    private final List<String> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean incomplete;
    private boolean failed;

    /** Notes a campaign that ran. */
    void add(Campaign campaign, Outcome outcome, long seconds) {
        String facts = outcome.facts().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
        String held = outcome.findings().isEmpty() ? facts : outcome.findings().size() + " FINDINGS; " + facts;
        String control = outcome.control().isEmpty() ? "CAUGHT NOTHING" : outcome.control();
        row(campaign.name(), Long.toString(outcome.rounds()), held, control, Long.toString(seconds));
        noteFaults(campaign, outcome.findings());
        if (outcome.control().isEmpty()) {
            faults.add(campaign.name() + ": the planted bug was not caught");
        }
        failed |= !outcome.held();
    }

    /** Notes a campaign that could not run here. */
    void notRun(Campaign campaign, List<String> lacking) {
        row(campaign.name(), "0", "NOT RUN: lacks " + String.join(", ", lacking), "", "0");
        faults.add(campaign.name() + ": not run, for lack of " + String.join(", ", lacking));
        incomplete = true;
    }

    /** 0 if all held, 1 with a finding or a control that caught nothing, 2 if a campaign could not run. */
    int status() {
        if (failed) {
            return 1;
        }
        return incomplete ? 2 : 0;
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return "| campaign | rounds | what held | control | seconds |\n| --- | ---: | --- | --- | ---: |\n"
                + String.join("\n", rows)
                + (faults.isEmpty() ? "" : "\n\n" + String.join("\n", faults));
    }

    private void noteFaults(Campaign campaign, List<String> findings) {
        List<String> distinct = findings.stream().distinct().toList();
        distinct.stream()
                .limit(FAULTS_SHOWN)
                .map(finding -> finding.substring(0, Math.min(finding.length(), FAULT_MAX_CHARACTERS)))
                .forEach(finding -> faults.add(campaign.name() + ": " + finding));
        if (distinct.size() > FAULTS_SHOWN) {
            faults.add(campaign.name() + ": and " + (distinct.size() - FAULTS_SHOWN) + " more");
        }
    }

    private void row(String... cells) {
        rows.add("| " + String.join(" | ", cells) + " |");
    }
}
