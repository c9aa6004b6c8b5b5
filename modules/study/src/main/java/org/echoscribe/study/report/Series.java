package org.echoscribe.study.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.vocabulary.View;

/** The networks of a report and the views, under the names that its tables and figures give them. */
final class Series {

    private final Measured measured;

    Series(Measured measured) {
        this.measured = measured;
    }

    int size() {
        return measured.bundles().size();
    }

    BundleAnswers bundle(int number) {
        return measured.bundles().get(number);
    }

    /** Name and version, and the start of the digest where two bundles share both. */
    String name(int number) {
        String name = bundle(number).name();
        boolean alone = measured.bundles().stream()
                        .filter(each -> each.name().equals(name))
                        .count()
                == 1;
        return alone ? name : name + " (" + bundle(number).model().sha256().substring(0, 8) + ")";
    }

    List<String> names() {
        return IntStream.range(0, size()).mapToObj(this::name).toList();
    }

    /** The name as part of a file's name. */
    String slug(int number) {
        return name(number)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("-$", "");
    }

    ConfusionMatrix confusion(int number) {
        return ConfusionMatrix.of(measured.test().truth(), bundle(number).said(), View.values().length);
    }

    /** The network with the fewest wrong answers, the first of them. */
    int best() {
        int best = 0;
        for (int i = 1; i < size(); i++) {
            best = confusion(i).error().count() < confusion(best).error().count() ? i : best;
        }
        return best;
    }

    static List<String> viewNames() {
        return Stream.of(View.values()).map(View::displayName).toList();
    }

    /** Short names of the views, as on the axis of a matrix. */
    static List<String> viewCodes() {
        return Stream.of(View.values()).map(Series::code).toList();
    }

    static String code(View view) {
        return view.modelClass().value().substring("EV-".length());
    }
}
