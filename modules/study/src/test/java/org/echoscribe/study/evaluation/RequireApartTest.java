package org.echoscribe.study.evaluation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.ReadLoop;
import org.echoscribe.study.data.Subject;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class RequireApartTest {

    private static final Subject MILLER = Subject.ofPatient("", "MILLER");

    @Test
    void aStudyOrAPatientOfTheTestIsRefusedByTheStudysUid() {
        RequireApart apart = new RequireApart(data("1.1", MILLER));
        assertThatThrownBy(() -> apart.check(data("1.1", MILLER), side("1.1", MILLER, false), "training"))
                .hasMessageContaining("study 1.1 is in both the training and the test data");
        assertThatThrownBy(() -> apart.check(data("1.2", MILLER), side("1.2", MILLER, false), "validation"))
                .hasMessageContaining("patient of the study 1.2 is in both the validation")
                .hasMessageNotContaining("MILLER");
    }

    @Test
    void otherPatientsAndSyntheticOnesOfTheSameNumberAreFine() {
        RequireApart apart = new RequireApart(data("1.1", MILLER));
        Subject other = Subject.ofPatient("", "OTHER");
        assertThatCode(() -> apart.check(data("1.2", other), side("1.2", other, false), "training"))
                .doesNotThrowAnyException();
        assertThatCode(() -> apart.check(data("1.2", MILLER), side("1.2", MILLER, true), "training"))
                .doesNotThrowAnyException();
    }

    private static ReadLoop loop(String study, Subject subject) {
        return new ReadLoop(study + ".1", study, subject, Path.of("none"), Map.of("r", Optional.of(View.A2C)));
    }

    private static DataSet data(String study, Subject subject) {
        return new DataSet(List.of(loop(study, subject)), List.of("r"));
    }

    private static Measured.Side side(String study, Subject subject, boolean synthetic) {
        ReadLoop loop = loop(study, subject);
        List<LabelledLoop> labelled = List.of(loop.labelledBy("r").orElseThrow());
        LoopCharacteristics characteristics =
                new LoopCharacteristics("m", "m", false, synthetic, 40, OptionalDouble.empty());
        return new Measured.Side(
                "r", List.of(), labelled, List.of(loop), List.of(characteristics), List.of(), Map.of(), 1, 1);
    }
}
