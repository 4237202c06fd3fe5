package io.jangteo.browser;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What axe finds on a page that stands in the way of people who see, hear or move differently. */
final class Barriers {
    private static final Set<String> COUNTED = Set.of("serious", "critical");

    private Barriers() {}

    /** In words, each with the elements it is about. */
    static List<String> of(Page page) {
        return of(new AxeBuilder(page));
    }

    /** Those in the part of the page that the selector names. */
    static List<String> of(Page page, String selector) {
        return of(new AxeBuilder(page).include(selector));
    }

    /** Links and buttons that are too small or too close for a finger; axe counts those below a bar that sticks, too. */
    static List<String> targets(Page page) {
        AxeRuleOptions rule = new AxeRuleOptions();
        rule.setEnabled(true);
        AxeRunOptions options = new AxeRunOptions();
        options.setRules(Map.of("target-size", rule));
        return of(new AxeBuilder(page), options);
    }

    private static List<String> of(AxeBuilder axe) {
        return of(axe, new AxeRunOptions());
    }

    /** Without a window of axe's own, which it needs for frames of other hosts alone: that would take twice as long. */
    private static List<String> of(AxeBuilder axe, AxeRunOptions options) {
        options.setResultTypes(List.of("violations"));
        axe.options(options);
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .filter(rule -> COUNTED.contains(rule.getImpact()))
                .map(Barriers::told)
                .toList();
    }

    private static String told(Rule rule) {
        StringBuilder text = new StringBuilder(rule.getImpact() + " " + rule.getId() + ": " + rule.getHelp());
        for (CheckedNode node : rule.getNodes()) {
            text.append("\n    ").append(node.getHtml());
            text.append("\n        ").append(node.getFailureSummary().replace("\n", "\n        "));
        }
        return text.toString();
    }
}
