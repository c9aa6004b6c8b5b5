package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.LoopCharacteristics;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.evaluation.Measured.Side;
import org.echoscribe.vocabulary.View;

/** Table 1: what the loops are, on the test side and, where it is known, on the training side. */
final class DataSection {

    private final List<Side> sides = new ArrayList<>();
    private final NumberTable.Builder table;

    private DataSection(Measured measured) {
        table = NumberTable.of("table-1", "Table 1. Studies and loops").column("characteristic", "", NumberFormat.TEXT);
        measured.training().ifPresent(training -> {
            sides.add(training);
            table.column("training", "Training", NumberFormat.COUNT).column("training_share", "", NumberFormat.PERCENT);
        });
        sides.add(measured.test());
        table.column("test", "Test", NumberFormat.COUNT).column("test_share", "", NumberFormat.PERCENT);
    }

    static Section of(Measured measured) {
        DataSection data = new DataSection(measured);
        data.fill();
        return new Section.Builder("data", "Data")
                .words(
                        measured.training().isPresent()
                                ? "No study is on both sides."
                                : "Only the test loops were given; --training describes the other side here, too.")
                .numbers(data.table.build())
                .numbers(data.recording())
                .build();
    }

    private void fill() {
        count("Studies", side -> StudySplit.studies(side.loops()));
        count(
                "Patients",
                side -> side.loops().stream()
                        .map(LabelledLoop::subject)
                        .distinct()
                        .count());
        count("Loops scored", side -> side.loops().size());
        count(
                "Unclassifiable to the reader, not scored",
                side -> side.unclassifiable().size());
        count("Left out for other reasons", side -> side.unscored().size());
        TreeSet<String> vendors = new TreeSet<>();
        sides.forEach(side -> side.characteristics().forEach(loop -> vendors.add(loop.manufacturer())));
        for (String vendor : vendors) {
            share("Machine: " + vendor, loop -> loop.manufacturer().equals(vendor));
        }
        share("Colour Doppler", LoopCharacteristics::colourDoppler);
        for (View view : View.values()) {
            List<Object> row = new ArrayList<>(List.of("View: " + view.displayName()));
            for (Side side : sides) {
                long loops = side.loops().stream()
                        .filter(loop -> loop.view() == view)
                        .count();
                row.add(loops);
                row.add((double) loops / side.loops().size());
            }
            table.row(row.toArray());
        }
    }

    private void count(String name, ToLongFunction<Side> count) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (Side side : sides) {
            row.add(count.applyAsLong(side));
            row.add("");
        }
        table.row(row.toArray());
    }

    private void share(String name, Predicate<LoopCharacteristics> matches) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (Side side : sides) {
            long loops = side.characteristics().stream().filter(matches).count();
            row.add(loops);
            row.add((double) loops / side.characteristics().size());
        }
        table.row(row.toArray());
    }

    /** How long and how fast the loops are. */
    private NumberTable recording() {
        NumberTable.Builder recording = NumberTable.of("table-1-recording", "Length and frame rate of the loops")
                .column("side", "", NumberFormat.TEXT)
                .column("measure", "", NumberFormat.TEXT)
                .column("least", "Least", NumberFormat.ONE_DECIMAL)
                .column("median", "Median", NumberFormat.ONE_DECIMAL)
                .column("greatest", "Greatest", NumberFormat.ONE_DECIMAL);
        for (int i = 0; i < sides.size(); i++) {
            String name = i == sides.size() - 1 ? "Test" : "Training";
            double[] frames = sides.get(i).characteristics().stream()
                    .mapToDouble(LoopCharacteristics::frames)
                    .sorted()
                    .toArray();
            double[] rates = sides.get(i).characteristics().stream()
                    .flatMapToDouble(loop -> loop.framesPerSecond().stream())
                    .sorted()
                    .toArray();
            row(recording, name, "frames", frames);
            row(recording, name, "frames a second", rates);
        }
        return recording.build();
    }

    private static void row(NumberTable.Builder recording, String side, String measure, double[] ascending) {
        double none = Double.NaN;
        double median = ascending.length == 0
                ? none
                : Arrays.stream(ascending, (ascending.length - 1) / 2, ascending.length / 2 + 1)
                        .average()
                        .orElse(none);
        recording.row(
                side,
                measure,
                ascending.length == 0 ? none : ascending[0],
                median,
                ascending.length == 0 ? none : ascending[ascending.length - 1]);
    }
}
