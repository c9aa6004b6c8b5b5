package org.echoscribe.node.compare;

import java.util.List;
import java.util.Locale;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Kappa;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.vocabulary.View;

/**
 * An agreement for people.
 *
 * @param agreement what to show
 * @param mostDiffering how many loops are named on which the two differ
 */
public record AgreementText(Agreement agreement, int mostDiffering) {

    /** All of it, line by line. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Both have scored %d loops.", agreement.loops().size());
        if (agreement.loops().isEmpty()) {
            return text.toString();
        }
        line(text, "They name the same view in %s.", share(agreement.agreeing()));
        Kappa kappa = Kappa.of(agreement.confusion());
        line(
                text,
                Double.isFinite(kappa.value())
                        ? "Cohen's kappa between them: %.3f (95 %% interval %.3f to %.3f)."
                        : "Cohen's kappa is undefined: both name one view only.",
                kappa.value(),
                kappa.lower95(),
                kappa.upper95());
        line(
                text,
                "Mean certainty: A %.1f %%, B %.1f %%.",
                100 * agreement.mean(loop -> loop.first().certainty()),
                100 * agreement.mean(loop -> loop.second().certainty()));
        verified(text);
        byView(text);
        differing(text);
        return text.toString();
    }

    private void verified(StringBuilder text) {
        if (agreement.test().isEmpty()) {
            line(text, "Of none of them a verified view is known, so which of the two errs less is not known.");
            return;
        }
        McNemar test = agreement.test().get();
        line(text, "");
        line(text, "Against %d verified views:", agreement.verified().size());
        line(text, "  A errs in %s", share(Agreement.firstError(test)));
        line(text, "  B errs in %s", share(Agreement.secondError(test)));
        line(
                text,
                "  A alone right %d, B alone right %d; McNemar P = %.3g (%s)",
                test.onlyFirstRight(),
                test.onlySecondRight(),
                test.pValue(),
                test.exact() ? "exact" : "chi-squared with continuity correction");
    }

    private void byView(StringBuilder text) {
        ConfusionMatrix confusion = agreement.confusion();
        line(text, "");
        line(text, "%-42s %6s %8s  %s", "A names", "loops", "B agrees", "else B names");
        for (View view : View.values()) {
            int total = confusion.truthTotal(view.ordinal());
            if (total > 0) {
                line(
                        text,
                        "%-42s %6d %8d  %s",
                        view.displayName(),
                        total,
                        confusion.count(view.ordinal(), view.ordinal()),
                        others(confusion, view));
            }
        }
    }

    private static String others(ConfusionMatrix confusion, View view) {
        StringBuilder others = new StringBuilder();
        for (View other : View.values()) {
            int count = confusion.count(view.ordinal(), other.ordinal());
            if (other != view && count > 0) {
                others.append(others.isEmpty() ? "" : ", ")
                        .append(other.name())
                        .append(' ')
                        .append(count);
            }
        }
        return others.toString();
    }

    private void differing(StringBuilder text) {
        List<ScoredLoop> differing = agreement.differing();
        if (differing.isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "%-66s %-32s %s", "They differ on", "A", "B");
        for (ScoredLoop loop : differing.subList(0, Math.min(mostDiffering, differing.size()))) {
            line(
                    text,
                    "%-66s %-32s %s%s",
                    loop.sopInstanceUid(),
                    said(loop.first().best(), loop.first().certainty()),
                    said(loop.second().best(), loop.second().certainty()),
                    loop.truth()
                            .map(view -> "  (verified: " + view.name() + ")")
                            .orElse(""));
        }
        if (differing.size() > mostDiffering) {
            line(text, "and %d more; --json names all", differing.size() - mostDiffering);
        }
    }

    private static String said(View view, float certainty) {
        return String.format(Locale.ROOT, "%s %.1f %%", view.name(), 100 * certainty);
    }

    private static String share(Proportion proportion) {
        Interval interval = proportion.exactInterval95();
        return String.format(
                Locale.ROOT,
                "%d of %d (%.1f %%, exact 95 %% interval %.1f to %.1f %%)",
                proportion.count(),
                proportion.trials(),
                100 * proportion.value(),
                100 * interval.lower(),
                100 * interval.upper());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
