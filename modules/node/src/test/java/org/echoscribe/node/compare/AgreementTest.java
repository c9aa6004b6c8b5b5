package org.echoscribe.node.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {

    @TempDir
    Path directory;

    /**
     * Counted by hand: 10 loops. The first names A2C 6 times and A3C 4 times; the second agrees on 5 and on 2 of them, and
     * says A3C once and A2C twice instead. By chance they would agree on (6 * 7 + 4 * 3) / 100 = 0.54 of the loops, so kappa
     * is (0.7 - 0.54) / (1 - 0.54).
     */
    private final Agreement agreement =
            new Agreement(loops("A2C A2C A2C, A2C A2C A2C, A2C A2C A2C, A2C A2C A3C, A2C A2C -, A2C A3C A2C,"
                    + " A3C A3C A3C, A3C A3C -, A3C A2C A3C, A3C A2C A2C"));

    @Test
    void agreementAndKappaAreThoseCountedByHand() {
        assertThat(agreement.agreeing().count()).isEqualTo(7);
        assertThat(agreement.agreeing().trials()).isEqualTo(10);
        assertThat((double) agreement.fields().get("kappa")).isEqualTo((0.7 - 0.54) / (1 - 0.54), within(1e-12));
        assertThat(agreement.confusion().count(View.A2C.ordinal(), View.A2C.ordinal()))
                .isEqualTo(5);
        assertThat(agreement.confusion().count(View.A2C.ordinal(), View.A3C.ordinal()))
                .isEqualTo(1);
        assertThat(agreement.confusion().count(View.A3C.ordinal(), View.A2C.ordinal()))
                .isEqualTo(2);
        assertThat(agreement.confusion().count(View.A3C.ordinal(), View.A3C.ordinal()))
                .isEqualTo(2);
    }

    /** Of the 8 loops with a truth the first is wrong on the 4th and the 10th, the second on the 4th, 6th and 9th. */
    @Test
    void mcNemarCountsOnlyLoopsWithAVerifiedView() {
        McNemar test = agreement.test().orElseThrow();
        assertThat(test).isEqualTo(new McNemar(4, 2, 1, 1));
        assertThat(test.pValue()).as("2 * P(at most 1 of 3)").isEqualTo(1.0);
        assertThat(Agreement.firstError(test).count()).isEqualTo(2);
        assertThat(Agreement.secondError(test).count()).isEqualTo(3);
    }

    @Test
    void theLoopsOnWhichTheyDifferAreNamed() {
        assertThat(agreement.differing())
                .extracting(ScoredLoop::sopInstanceUid)
                .containsExactly("1.2.6", "1.2.9", "1.2.10");
        assertThat(new AgreementText(agreement, 2).text())
                .contains("7 of 10", "1.2.6", "1.2.9", "and 1 more")
                .contains("A alone right 2, B alone right 1")
                .doesNotContain("1.2.10 ");
    }

    @Test
    void withoutLoopsOrWithOneViewOnlyNothingIsClaimed() {
        assertThat(new AgreementText(new Agreement(List.of()), 5).text())
                .contains("0 loops")
                .doesNotContain("NaN");
        Agreement oneView = new Agreement(loops("A2C A2C -, A2C A2C -"));
        assertThat(new AgreementText(oneView, 5).text())
                .contains("kappa is undefined", "which of the two errs less is not known");
        assertThat(oneView.fields()).containsEntry("kappa", "undefined").doesNotContainKey("verified");
    }

    @Test
    void aTableOfLabelsIsReadAsTheStudyReadsIt() throws IOException {
        Path table = Files.writeString(directory.resolve("labels.csv"), """
                \uFEFFreader,sop_instance_uid,study_instance_uid,view
                one,1.2.1,1.2,A2C
                two,1.2.1,1.2,A3C
                one, 1.2.2,1.2, EV-APEX

                one,1.2.3,1.2,unclassifiable
                """);
        assertThat(LabelTable.read(directory)).isEqualTo(Map.of("1.2.1", View.A2C, "1.2.2", View.APEX));
        Files.writeString(table, "sop_instance_uid,view\n1.2.1,KNEE\n");
        assertThatThrownBy(() -> LabelTable.read(table)).hasMessageContaining("labels.csv:2: \"KNEE\" is none of");
        Files.writeString(table, "uid,view\n1.2.1,A2C\n");
        assertThatThrownBy(() -> LabelTable.read(table)).hasMessageContaining("sop_instance_uid is missing");
    }

    /** Each loop as the first's view, the second's and the truth, or - where that is not known. */
    private static List<ScoredLoop> loops(String triples) {
        List<ScoredLoop> loops = new ArrayList<>();
        for (String triple : triples.split(",\\s*")) {
            String[] words = triple.strip().split(" ");
            loops.add(new ScoredLoop(
                    "1.2." + (loops.size() + 1),
                    "1.2",
                    scores(words[0], 0.9f),
                    scores(words[1], 0.8f),
                    words[2].equals("-") ? Optional.empty() : Optional.of(View.valueOf(words[2]))));
        }
        return loops;
    }

    private static Scores scores(String view, float certainty) {
        float[] probabilities = new float[View.values().length];
        probabilities[View.valueOf(view).ordinal()] = certainty;
        return new Scores(probabilities);
    }
}
