package io.jangteo.torture;

import java.util.List;

/**
 * Does to the built jar what strangers may do who can reach it, over loopback alone, and prints the table of it: {@code
 * make strangers}. Ends as {@link Torture} does: with 0 if all held, with 1 after a finding or a control that caught
 * nothing, with 2 if a campaign could not run on this machine.
 */
public final class Strangers {
    private Strangers() {}

    /** Every campaign, in the order of the table. */
    static List<Campaign> campaigns() {
        return List.of(
                new RolesCampaign(),
                new InputsCampaign(),
                new FramingCampaign(),
                new SlowCampaign(),
                new FloodsCampaign());
    }

    /** Takes {@code --quick} and names of campaigns; without names it runs all. */
    public static void main(String[] arguments) {
        System.exit(Torture.run(campaigns(), arguments));
    }
}
