package org.echoscribe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.decode.Rectangle;
import org.echoscribe.imaging.flow.FlowField;
import org.echoscribe.imaging.flow.GreyImage;
import org.echoscribe.imaging.flow.OpticalFlow;
import org.echoscribe.imaging.flow.VectorTvl1;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.NetworkInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrepareInputTest {

    private static final int SIZE = 24;
    private static final float BOUND = 100f;
    private static final SpatialInput SPATIAL = new SpatialInput(20, FrameSampling.FIRST, 32, 40);
    private static final TemporalInput TEMPORAL =
            new TemporalInput(4, 10, SIZE, SIZE, BOUND, TvL1Parameters.defaults());
    private static final InputSpecification BOTH =
            new InputSpecification(Optional.of(SPATIAL), Optional.of(TEMPORAL), 10);

    @ParameterizedTest
    @ValueSource(ints = {10, 39, 40, 41, 200})
    void theInputIsTheSameBitForBitOnAnyNumberOfThreads(int totalFrames) {
        DecodedLoop loop = noise(totalFrames);
        PrepareInput prepare = new PrepareInput(new VectorTvl1());
        NetworkInput alone = prepare.prepare(loop, BOTH);
        for (int threads : new int[] {1, 2, 7}) {
            try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
                NetworkInput shared = prepare.prepare(loop, BOTH, executor);
                assertThat(shared.frames().orElseThrow().values())
                        .isEqualTo(alone.frames().orElseThrow().values());
                assertThat(shared.flow().orElseThrow().values())
                        .isEqualTo(alone.flow().orElseThrow().values());
            }
        }
    }

    @Test
    void tensorsHaveTheShapesOfTheSpecificationInDirectBuffersOfNativeOrder() {
        NetworkInput input = new PrepareInput(new CountingFlow()).prepare(numbered(41), BOTH);
        assertThat(input.frames().orElseThrow().shape()).containsExactly(20, 3, 32, 40);
        assertThat(input.flow().orElseThrow().shape()).containsExactly(4, 20, SIZE, SIZE);
        for (NetworkInput.Tensor tensor :
                List.of(input.frames().orElseThrow(), input.flow().orElseThrow())) {
            assertThat(tensor.values().isDirect()).isTrue();
            assertThat(tensor.values().order()).isEqualTo(ByteOrder.nativeOrder());
            assertThat(tensor.values().position()).isZero();
            assertThat((long) tensor.values().limit())
                    .isEqualTo(Arrays.stream(tensor.shape()).reduce(1, (a, b) -> a * b));
        }
        assertThat(input.framesUsed()).isEqualTo(41);
        assertThat(input.repeatedCyclically()).isFalse();
    }

    /** Frame i is grey value i, and the flow double says "from i to j" as the displacement (i, j). */
    @ParameterizedTest
    @CsvSource({"41, 40, 39", "200, 40, 39", "40, 39, 38", "39, 39, 0", "10, 10, 9"})
    void eachChunkHasItsHorizontalComponentsFirstThenItsVerticalOnes(int total, int pairs, int lastFrom) {
        CountingFlow flow = new CountingFlow();
        FloatBuffer values = new PrepareInput(flow)
                .prepare(numbered(total), BOTH)
                .flow()
                .orElseThrow()
                .values();
        for (int field = 0; field < 40; field++) {
            int from = field == 39 ? lastFrom : field % total;
            int to = (from + 1) % total;
            int channel = field / 10 * 20 + field % 10;
            assertThat(values.get(channel * SIZE * SIZE))
                    .as("from of field " + field)
                    .isEqualTo(from / BOUND);
            assertThat(values.get((channel + 10) * SIZE * SIZE + 5))
                    .as("to of field " + field)
                    .isEqualTo(to / BOUND);
        }
        assertThat(flow.pairs).hasSize(pairs).doesNotHaveDuplicates();
    }

    @Test
    void flowIsClippedToTheBoundAndDividedByIt() {
        TemporalInput tight = new TemporalInput(4, 10, SIZE, SIZE, 20f, TvL1Parameters.defaults());
        InputSpecification specification = new InputSpecification(Optional.empty(), Optional.of(tight), 10);
        NetworkInput input = new PrepareInput(new CountingFlow()).prepare(numbered(41), specification);
        FloatBuffer values = input.flow().orElseThrow().values();
        assertThat(values.get(5 * SIZE * SIZE)).isEqualTo(5f / 20);
        assertThat(values.get((20 + 20 + 9) * SIZE * SIZE)).isEqualTo(1f);
        assertThat(input.frames()).isEmpty();
    }

    @Test
    void framesAreRgbPlanesOfZeroToOneRepeatedFromTheStartOfAShortLoop() {
        InputSpecification specification = new InputSpecification(Optional.of(SPATIAL), Optional.empty(), 5);
        NetworkInput input = new PrepareInput(new CountingFlow()).prepare(numbered(12), specification);
        FloatBuffer values = input.frames().orElseThrow().values();
        for (int frame = 0; frame < 20; frame++) {
            int plane = 32 * 40;
            assertThat(values.get(frame * 3 * plane)).isEqualTo(frame % 12 / 255f, within(1e-6f));
            assertThat(values.get((frame * 3 + 2) * plane + 7)).isEqualTo(frame % 12 / 255f, within(1e-6f));
        }
        assertThat(input.flow()).isEmpty();
        assertThat(input.framesUsed()).isEqualTo(12);
        assertThat(input.repeatedCyclically()).isTrue();
    }

    @Test
    void refusesALoopThatWasDecodedForAnotherSpecification() {
        DecodedLoop whole = numbered(41);
        DecodedLoop lacking = new DecodedLoop(
                whole.width(),
                whole.height(),
                whole.rgbFrames().subList(0, 20),
                IntStream.range(0, 20).toArray(),
                41,
                Optional.empty(),
                new Rectangle(0, 0, 48, 48),
                48,
                48);
        assertThatThrownBy(() -> new PrepareInput(new CountingFlow()).prepare(lacking, BOTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame 20 of 41 was not decoded");
    }

    private static DecodedLoop numbered(int totalFrames) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < Math.min(totalFrames, 41); i++) {
            byte[] frame = new byte[3 * 48 * 48];
            Arrays.fill(frame, (byte) i);
            frames.add(frame);
        }
        return loop(frames, totalFrames);
    }

    private static DecodedLoop noise(int totalFrames) {
        Random random = new Random(totalFrames);
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < Math.min(totalFrames, 41); i++) {
            byte[] frame = new byte[3 * 48 * 48];
            random.nextBytes(frame);
            frames.add(frame);
        }
        return loop(frames, totalFrames);
    }

    private static DecodedLoop loop(List<byte[]> frames, int totalFrames) {
        return new DecodedLoop(
                48,
                48,
                frames,
                IntStream.range(0, frames.size()).toArray(),
                totalFrames,
                Optional.empty(),
                new Rectangle(0, 0, 48, 48),
                48,
                48);
    }

    /** Tells frames apart by their grey value and remembers which pairs were asked for. */
    private static final class CountingFlow implements OpticalFlow {
        private final List<String> pairs = new ArrayList<>();

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<FlowField> between(List<GreyImage> frames, TvL1Parameters parameters) {
            List<FlowField> fields = new ArrayList<>();
            for (int i = 1; i < frames.size(); i++) {
                float from = Math.round(frames.get(i - 1).values()[0]);
                float to = Math.round(frames.get(i).values()[0]);
                pairs.add(from + " to " + to);
                fields.add(new FlowField(SIZE, SIZE, filled(from), filled(to)));
            }
            return fields;
        }

        private static float[] filled(float value) {
            float[] values = new float[SIZE * SIZE];
            Arrays.fill(values, value);
            return values;
        }
    }
}
