package org.echoscribe.study.report;

import java.util.ArrayList;
import java.util.List;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.vocabulary.View;

/** What each network said of each loop, for whoever wants to compute something else. */
final class PredictionTable {

    private PredictionTable() {}

    static NumberTable of(Measured measured) {
        NumberTable.Builder table = NumberTable.of("predictions", "Predictions")
                .column("sop_instance_uid", "", NumberFormat.TEXT)
                .column("study_instance_uid", "", NumberFormat.TEXT)
                .column("network", "", NumberFormat.TEXT)
                .column("network_sha256", "", NumberFormat.TEXT)
                .column("reader_view", "", NumberFormat.TEXT)
                .column("network_view", "", NumberFormat.TEXT)
                .column("certainty", "", NumberFormat.THREE_DECIMALS)
                .column("asserted", "", NumberFormat.TEXT);
        for (View view : View.values()) {
            table.column("probability_" + view.name(), "", NumberFormat.THREE_DECIMALS);
        }
        for (BundleAnswers bundle : measured.bundles()) {
            int[] said = bundle.said();
            for (int i = 0; i < said.length; i++) {
                LabelledLoop loop = measured.test().loops().get(i);
                double[] probabilities = Answers.probabilities(bundle.logits().get(i), bundle.temperature());
                List<Object> row = new ArrayList<>(List.of(
                        loop.sopInstanceUid(),
                        loop.studyInstanceUid(),
                        bundle.name(),
                        bundle.model().sha256(),
                        loop.view().name(),
                        View.values()[said[i]].name(),
                        probabilities[said[i]],
                        probabilities[said[i]] >= bundle.threshold()));
                for (double probability : probabilities) {
                    row.add(probability);
                }
                table.row(row.toArray());
            }
        }
        return table.build();
    }

    static NumberTable leftOut(Measured measured) {
        NumberTable.Builder table = NumberTable.of("left-out-loops", "Loops that were not scored")
                .column("sop_instance_uid", "", NumberFormat.TEXT)
                .column("reason", "", NumberFormat.TEXT);
        measured.test()
                .unclassifiable()
                .forEach(loop -> table.row(loop.sopInstanceUid(), "unclassifiable to the reference reader"));
        measured.test().unscored().forEach(table::row);
        return table.build();
    }
}
