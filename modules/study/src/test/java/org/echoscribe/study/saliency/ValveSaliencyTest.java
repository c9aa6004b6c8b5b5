package org.echoscribe.study.saliency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.phantom.PhantomLoop;
import org.echoscribe.phantom.PhantomStudy;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does the shipped network look at the moving valve where only the valve tells two views apart? The phantom knows where the
 * valve is. What is asserted is what was measured, which is less than "most of the saliency": docs/study.md has the figures.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValveSaliencyTest {

    private static final Path SHIPPED = Path.of("../../etc/models/phantom-small");
    private static final int STUDIES = 4;
    /** Share of the picture's side round the leaflets' sweep that counts as the valve. */
    private static final double MARGIN = 0.08;

    /** By loop, the density of a map on the valve over its mean density in the fan. */
    private final List<Double> gradient = new ArrayList<>();

    private final List<Double> contrastTimesFlow = new ArrayList<>();
    private final List<Double> share = new ArrayList<>();

    @BeforeAll
    void explainBothViewsOfTheHardPair(@TempDir Path directory) throws IOException {
        try (ModelBundle bundle = ModelBundle.open(SHIPPED);
                ExplainLoop explainLoop = new ExplainLoop(bundle)) {
            for (int study = 0; study < STUDIES; study++) {
                for (View view : List.of(View.PLAX_RV_INFLOW, View.PSAX_AORTIC_PULMONARY)) {
                    PhantomLoop loop = PhantomStudy.draw(9001, study, Set.of(view), 1)
                            .loops()
                            .getFirst();
                    Path file = directory.resolve(view + "-" + study + ".dcm");
                    loop.writeDicom(file);
                    View rival = view == View.PLAX_RV_INFLOW ? View.PSAX_AORTIC_PULMONARY : View.PLAX_RV_INFLOW;
                    LoopSaliency paper = explainLoop.explain(file, Question.ofThePaper());
                    LoopSaliency why =
                            explainLoop.explain(file, new Question(Optional.of(view), Optional.of(rival), true));
                    SaliencyMap map = SaliencyMap.mean(why.temporal());
                    ValveRegion region = new ValveRegion(file, why.loop(), map.size());
                    boolean[] valve = region.of(loop.groundTruth().valves().getFirst(), MARGIN);
                    double area = (double) count(valve) / count(region.fan());
                    gradient.add(SaliencyMap.mean(paper.temporal()).share(valve) / area);
                    contrastTimesFlow.add(map.share(valve) / area);
                    share.add(map.share(valve));
                }
            }
        }
        System.out.printf(
                "Temporal saliency on the moving valve over the fan's mean: gradient %.2f, why-this-view times flow %.2f"
                        + " (%.0f %% of its mass)%n",
                mean(gradient), mean(contrastTimesFlow), 100 * mean(share));
    }

    @Test
    void whatTellsTheViewsApartLiesOnTheValveTwiceAsDenselyAsInTheRestOfTheFan() {
        assertThat(mean(contrastTimesFlow)).isGreaterThan(2);
        assertThat(contrastTimesFlow).as("in each loop").allMatch(density -> density > 1);
    }

    private static int count(boolean[] marked) {
        int count = 0;
        for (boolean each : marked) {
            count += each ? 1 : 0;
        }
        return count;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
