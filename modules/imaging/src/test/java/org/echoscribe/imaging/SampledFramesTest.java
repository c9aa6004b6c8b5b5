package org.echoscribe.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampledFramesTest {

    private static final SpatialInput FIRST_20 = new SpatialInput(20, FrameSampling.FIRST, 299, 299);
    private static final SpatialInput SPACED_5 = new SpatialInput(5, FrameSampling.LINEARLY_SPACED, 299, 299);
    private static final TemporalInput FORTY_FIELDS =
            new TemporalInput(4, 10, 224, 224, 20f, TvL1Parameters.defaults());

    @Test
    void aLongLoopIsReadFromItsStart() {
        assertThat(SampledFrames.ofSpatial(FIRST_20, 200)).isEqualTo(range(20));
        assertThat(SampledFrames.ofTemporal(FORTY_FIELDS, 200)).isEqualTo(range(41));
        assertThat(SampledFrames.ofTemporal(FORTY_FIELDS, 41)).isEqualTo(range(41));
    }

    @Test
    void linearlySpacedFramesSpanTheFirstFortyFrames() {
        assertThat(SampledFrames.ofSpatial(SPACED_5, 200)).containsExactly(0, 10, 20, 29, 39);
        assertThat(SampledFrames.ofSpatial(SPACED_5, 9)).containsExactly(0, 2, 4, 6, 8);
        assertThat(SampledFrames.ofSpatial(SPACED_5, 1)).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void fortyFramesLackTheFrameOfTheLastFieldAndAreNotRepeated() {
        assertThat(SampledFrames.ofTemporal(FORTY_FIELDS, 40)).isEqualTo(range(40));
    }

    @Test
    void aShortLoopIsRepeatedFromItsStart() {
        assertThat(SampledFrames.ofSpatial(FIRST_20, 12))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7);
        int[] temporal = SampledFrames.ofTemporal(FORTY_FIELDS, 39);
        assertThat(temporal).hasSize(41).startsWith(0, 1).endsWith(38, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, true",
        "19, 19, true",
        "20, 20, true",
        "39, 39, true",
        "40, 40, false",
        "41, 41, false",
        "200, 41, false"
    })
    void tellsWhatContributedAndWhetherItWasRepeated(int totalFrames, int distinct, boolean repeated) {
        InputSpecification both = new InputSpecification(Optional.of(FIRST_20), Optional.of(FORTY_FIELDS), 10);
        assertThat(SampledFrames.distinct(both, totalFrames)).isEqualTo(range(distinct));
        assertThat(SampledFrames.repeatsCyclically(both, totalFrames)).isEqualTo(repeated);
    }

    private static int[] range(int end) {
        return IntStream.range(0, end).toArray();
    }
}
