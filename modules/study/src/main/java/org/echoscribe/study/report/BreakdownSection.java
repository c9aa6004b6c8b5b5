package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.evaluation.LoopCharacteristics;
import org.echoscribe.study.evaluation.Measured;

/** Error by how the loops were recorded: machine, colour Doppler, length, frame rate. */
final class BreakdownSection {

    private record Stratum(String name, Predicate<LoopCharacteristics> holds) {}

    private BreakdownSection() {}

    static Section of(Measured measured) {
        Series series = new Series(measured);
        NumberTable.Builder table = NumberTable.of("breakdown", "Error by how the loops were recorded")
                .column("stratum", "Loops", NumberFormat.TEXT)
                .column("network", "Network", NumberFormat.TEXT)
                .column("loops", "n", NumberFormat.COUNT)
                .column("wrong", "Wrong", NumberFormat.COUNT)
                .column("error", "Error", NumberFormat.PERCENT)
                .column("error_lower_95", "95 % from", NumberFormat.PERCENT)
                .column("error_upper_95", "to", NumberFormat.PERCENT);
        List<DotPlot.Row> rows = new ArrayList<>();
        double greatest = 0.05;
        for (Stratum stratum : strata(measured.test().characteristics())) {
            List<Proportion> errors = new ArrayList<>();
            for (int i = 0; i < series.size(); i++) {
                Proportion error =
                        error(measured, series.bundle(i).right(measured.test().truth()), stratum);
                Interval interval = error.exactInterval95();
                greatest = Math.max(greatest, interval.upper());
                errors.add(error);
                table.row(
                        stratum.name(),
                        series.name(i),
                        error.trials(),
                        error.count(),
                        error.value(),
                        interval.lower(),
                        interval.upper());
            }
            rows.add(new DotPlot.Row(stratum.name(), "n = " + errors.getFirst().trials(), errors));
        }
        NumberTable numbers = table.build();
        Drawing drawing = new DotPlot(
                        "Error by how the loops were recorded",
                        "error, exact 95 % interval",
                        series.names(),
                        measured.synthetic())
                .draw(rows, 0, Math.min(1, Axis.roundUp(greatest)));
        return new Section.Builder("breakdown", "Machines, colour Doppler, frames")
                .figure("breakdown", "Error by how the loops were recorded, exact 95 % intervals.", drawing, numbers)
                .numbers(numbers)
                .build();
    }

    private static Proportion error(Measured measured, boolean[] right, Stratum stratum) {
        int loops = 0;
        int wrong = 0;
        for (int i = 0; i < right.length; i++) {
            if (stratum.holds().test(measured.test().characteristics().get(i))) {
                loops++;
                wrong += right[i] ? 0 : 1;
            }
        }
        return new Proportion(wrong, loops);
    }

    private static List<Stratum> strata(List<LoopCharacteristics> loops) {
        List<Stratum> strata = new ArrayList<>();
        TreeSet<String> vendors = new TreeSet<>(
                loops.stream().map(LoopCharacteristics::manufacturer).toList());
        for (String vendor : vendors) {
            strata.add(new Stratum(vendor, loop -> loop.manufacturer().equals(vendor)));
        }
        strata.add(new Stratum("Colour Doppler", LoopCharacteristics::colourDoppler));
        strata.add(new Stratum("No colour Doppler", loop -> !loop.colourDoppler()));
        strata.add(new Stratum("Fewer than 40 frames", loop -> loop.frames() < 40));
        strata.add(new Stratum("40 to 60 frames", loop -> loop.frames() >= 40 && loop.frames() <= 60));
        strata.add(new Stratum("More than 60 frames", loop -> loop.frames() > 60));
        strata.add(new Stratum("Below 35 frames a second", loop -> rate(loop) < 35));
        strata.add(new Stratum("35 to 50 frames a second", loop -> rate(loop) >= 35 && rate(loop) <= 50));
        strata.add(new Stratum("Above 50 frames a second", loop -> rate(loop) > 50));
        return strata.stream()
                .filter(stratum -> loops.stream().anyMatch(stratum.holds()))
                .toList();
    }

    /** Not a number where the header does not tell, which is in no band. */
    private static double rate(LoopCharacteristics loop) {
        return loop.framesPerSecond().orElse(Double.NaN);
    }
}
