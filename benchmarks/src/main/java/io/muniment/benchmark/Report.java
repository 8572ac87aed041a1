package io.muniment.benchmark;

import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Contest.Spread;
import java.util.Locale;

/** Prints what was measured as a table in Markdown, line by line. */
final class Report {

    /** Whether more is better, and the goal. */
    record Goal(boolean atLeast, double value) {

        static Goal atLeast(double value) {
            return new Goal(true, value);
        }

        static Goal atMost(double value) {
            return new Goal(false, value);
        }

        boolean isMetBy(double measured) {
            return atLeast ? measured >= value : measured <= value;
        }

        String text(String unit) {
            return (atLeast ? ">= " : "<= ") + number(value) + unit;
        }
    }

    void head(String title) {
        System.out.printf("%n### %s%n%n", title);
        System.out.println("| measure | Muniment | beside it | ratio: median (least – most) | goal | met |");
        System.out.println("|---|---|---|---|---|---|");
    }

    /** Muniment's figure as a ratio to that of {@code other}. */
    void ratio(String measure, Results results, String other, String unit, Goal goal) {
        Spread ratio = results.ratio("Muniment", other);
        line(
                measure,
                number(results.of("Muniment").median()) + unit,
                other + " " + number(results.of(other).median()) + unit,
                spread(ratio, " x"),
                goal.text(" x"),
                goal.isMetBy(ratio.median()));
    }

    /** A figure that has a goal of its own. */
    void figure(String measure, Spread figure, String beside, String unit, Goal goal) {
        line(measure, spread(figure, unit), beside, "–", goal.text(unit), goal.isMetBy(figure.median()));
    }

    /** Something that helps to read the lines above. */
    void note(String text) {
        System.out.printf("| %s | | | | | |%n", text);
    }

    private static void line(String measure, String ours, String beside, String ratio, String goal, boolean isMet) {
        System.out.printf(
                "| %s | %s | %s | %s | %s | %s |%n", measure, ours, beside, ratio, goal, isMet ? "yes" : "**no**");
    }

    static String spread(Spread spread, String unit) {
        return number(spread.median()) + unit + " (" + number(spread.least()) + " – " + number(spread.most()) + ")";
    }

    static String number(double value) {
        if (value >= 1_000_000) {
            return String.format(Locale.ROOT, "%.2f M", value / 1e6);
        }
        if (value >= 10_000) {
            return String.format(Locale.ROOT, "%.0f k", value / 1e3);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
