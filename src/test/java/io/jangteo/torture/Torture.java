package io.jangteo.torture;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the campaigns against the built jar and prints their table: {@code make torture}. Ends with 0 if all held, with 1
 * after a finding or a control that caught nothing, with 2 if a campaign could not run on this machine.
 */
public final class Torture {
    private Torture() {}

    /** Every campaign, in the order of the table. */
    static List<Campaign> campaigns() {
        return List.of(
                new KillCampaign(),
                new StopCampaign(),
                new BackupCampaign(),
                new RestoreCampaign(),
                new DiskFullCampaign(),
                new ReceiversCampaign(),
                new PowerCutCampaign(),
                new DiskErrorCampaign(),
                new ClockCampaign(),
                new ReplacementCampaign(),
                new MemoryCampaign(),
                new ThreadCampaign(),
                new BankReads(),
                new InOrder(),
                new InstancesCampaign());
    }

    /** Takes {@code --quick} and names of campaigns; without names it runs all. */
    public static void main(String[] arguments) {
        System.exit(run(campaigns(), arguments));
    }

    /** Runs those of the campaigns that the command line names, prints the table, and gives the exit status. */
    static int run(List<Campaign> all, String[] arguments) {
        Scale scale = Arrays.asList(arguments).contains("--quick") ? Scale.QUICK : Scale.FULL;
        List<String> only = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        List<Campaign> chosen = all.stream()
                .filter(campaign -> only.isEmpty() || only.contains(campaign.name()))
                .toList();
        if (chosen.isEmpty() || !only.isEmpty() && chosen.size() < only.size()) {
            System.err.println("There are these campaigns: "
                    + all.stream().map(Campaign::name).toList());
            return 2;
        }
        System.err.println("Played again with SEED=" + Seed.VALUE);
        Table table = run(chosen, scale, System.err);
        System.out.println(table);
        return table.status();
    }

    /** Runs these one after the other, and tells of each as it ends. */
    static Table run(List<Campaign> campaigns, Scale scale, PrintStream progress) {
        Table table = new Table();
        for (Campaign campaign : campaigns) {
            List<String> lacking = Needs.lacking(campaign);
            if (!lacking.isEmpty()) {
                progress.println(campaign.name() + ": not run, for lack of " + String.join(", ", lacking));
                table.notRun(campaign, lacking);
                continue;
            }
            progress.println(campaign.name() + " …");
            long start = System.nanoTime();
            Outcome outcome = outcome(campaign, scale, progress);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            progress.println(campaign.name() + (outcome.held() ? " held, " : " FAILED, ") + seconds + " s");
            table.add(campaign, outcome, seconds);
        }
        return table;
    }

    private static Outcome outcome(Campaign campaign, Scale scale, PrintStream progress) {
        try {
            return campaign.run(scale);
        } catch (Exception | AssertionError thrown) {
            // The table names it; where it came from helps whoever looks for it.
            thrown.printStackTrace(progress);
            return new Outcome(0, List.of("it broke off: " + thrown), "", Map.of());
        }
    }
}
