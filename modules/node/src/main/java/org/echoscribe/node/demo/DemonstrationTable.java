package org.echoscribe.node.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.node.demo.Demonstration.TrueLoop;
import org.echoscribe.pipeline.Analysis;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.ViewLabel;
import org.echoscribe.report.ViewReport;
import org.echoscribe.vocabulary.View;

/**
 * What reached the PACS about each loop, beside the truth and the time that each step took.
 *
 * @param rows one for each loop, in the study's order
 */
public record DemonstrationTable(List<Row> rows) {

    private static final String FORMAT = "%4s  %-22s %-22s %-1s %9s %9s %8s %7s  %s%n";

    public DemonstrationTable {
        rows = List.copyOf(rows);
    }

    /**
     * One loop.
     *
     * @param number its place in the study, from 1
     * @param truth what it shows
     * @param label what its report at the PACS says; absent when the PACS has none
     * @param reportUid that report
     * @param times how long each step took
     */
    public record Row(
            int number, View truth, Optional<ViewLabel> label, Optional<String> reportUid, Analysis.StepTimes times) {

        Optional<View> predicted() {
            return label.flatMap(ViewLabel::view);
        }

        boolean right() {
            return predicted().filter(view -> view == truth).isPresent();
        }
    }

    /** Brings together the truth, the reports that the PACS received, and the times that the pipeline told. */
    static DemonstrationTable of(
            Map<String, TrueLoop> loops, List<Attributes> received, Map<String, Analysis> analyses) {
        Map<String, ViewReport> byLoop = new HashMap<>();
        ReadViewReport readViewReport = new ReadViewReport();
        for (Attributes document : received) {
            readViewReport
                    .read(document)
                    .filter(report -> report.overallComment().isEmpty())
                    .ifPresent(report -> byLoop.put(report.labels().getFirst().sourceSopInstanceUid(), report));
        }
        List<Row> rows = new ArrayList<>();
        loops.forEach((uid, loop) -> {
            Optional<ViewReport> report = Optional.ofNullable(byLoop.get(uid));
            rows.add(new Row(
                    rows.size() + 1,
                    loop.view(),
                    report.map(found -> found.labels().getFirst()),
                    report.map(ViewReport::sopInstanceUid),
                    analyses.get(uid).times()));
        });
        return new DemonstrationTable(rows);
    }

    /** How many loops got the view that they show. */
    public long right() {
        return rows.stream().filter(Row::right).count();
    }

    /** How many loops have a report at the PACS. */
    public long reported() {
        return rows.stream().filter(row -> row.reportUid().isPresent()).count();
    }

    /** Prints the table. */
    public void print(PrintWriter out) {
        out.printf(
                FORMAT,
                "LOOP",
                "PREDICTED VIEW",
                "TRUE VIEW",
                "",
                "CERTAINTY",
                "DECODE ms",
                "FLOW ms",
                "NET ms",
                "SR AT THE PACS");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    FORMAT,
                    row.number(),
                    row.predicted().map(View::name).orElse("(abstained)"),
                    row.truth().name(),
                    row.right() ? "=" : " ",
                    row.label().isPresent()
                                    && row.label().get().certaintyPercent().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.1f %%",
                                    row.label().get().certaintyPercent().getAsDouble())
                            : "-",
                    row.times().decode().toMillis(),
                    row.times().flow().toMillis(),
                    row.times().infer().toMillis(),
                    row.reportUid().orElse("-"));
        }
    }
}
