package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedLoopsTest {

    private static final int PIXELS = 5;
    private static final InputSpecification SPECIFICATION = new InputSpecification(
            Optional.of(new InputSpecification.SpatialInput(8, InputSpecification.FrameSampling.FIRST, PIXELS, PIXELS)),
            Optional.of(new InputSpecification.TemporalInput(
                    2, 3, PIXELS, PIXELS, 4f, InputSpecification.TvL1Parameters.defaults())),
            1);

    @TempDir
    private Path directory;

    @Test
    void theCacheGivesBackWhatWasPrepared() throws IOException {
        List<LabelledLoop> loops = List.of(loop(1), loop(2), loop(3));
        PreparedLoops prepared = prepare(loops, PreparedLoopsTest::random);
        for (int i = 0; i < loops.size(); i++) {
            NetworkInput original = random(loops.get(i), SPECIFICATION);
            NetworkInput cached = prepared.input(i, SPECIFICATION);
            requireClose(cached.frames().orElseThrow(), original.frames().orElseThrow(), 0.5 / 255 + 1e-6);
            requireClose(cached.flow().orElseThrow(), original.flow().orElseThrow(), 0.5 / 32767 + 1e-6);
        }
    }

    @Test
    void theSameLoopsAreNotPreparedTwiceAndOtherLoopsAre() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        PrepareLoops.LoopSource counting = (loop, specification) -> {
            calls.incrementAndGet();
            return random(loop, specification);
        };
        prepare(List.of(loop(1), loop(2)), counting);
        prepare(List.of(loop(1), loop(2)), counting);
        assertThat(calls).hasValue(2);
        prepare(List.of(loop(1)), counting);
        assertThat(calls).hasValue(3);
    }

    @Test
    void aLoopThatCannotBePreparedStopsTheWorkAndLeavesNoCache() throws IOException {
        assertThatThrownBy(() -> prepare(List.of(loop(1), loop(2)), (loop, _) -> {
                    throw new IOException("cannot be used: " + loop.sopInstanceUid());
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used: 2.25.1");
        try (var files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".bin"))).isEmpty();
        }
    }

    @Test
    void aMovedPictureIsBlackWhereNothingIsKnown() throws IOException {
        PreparedLoops prepared = prepare(List.of(loop(1)), PreparedLoopsTest::random);
        FloatBuffer still = FloatBuffers.direct(3 * PIXELS * PIXELS);
        prepared.putFrame(0, 0, PreparedLoops.Shift.NONE, Augmentation.NONE.tone(), still);
        FloatBuffer moved = FloatBuffers.direct(3 * PIXELS * PIXELS);
        prepared.putFrame(0, 0, new PreparedLoops.Shift(1, -2), Augmentation.NONE.tone(), moved);
        for (int y = 0; y < PIXELS; y++) {
            for (int x = 0; x < PIXELS; x++) {
                boolean known = y >= 1 && x + 2 < PIXELS;
                float expected = known ? still.get((y - 1) * PIXELS + x + 2) : 0f;
                assertThat(moved.get(y * PIXELS + x)).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatAnInterruptedRunFinishedIsNotDoneAgain() {
        AtomicInteger calls = new AtomicInteger();
        List<LabelledLoop> loops = List.of(loop(1), loop(2), loop(3));
        assertThatThrownBy(() -> new PrepareLoops(
                                (loop, specification) -> {
                                    if (calls.incrementAndGet() == 3) {
                                        throw new IOException("interrupted");
                                    }
                                    return random(loop, specification);
                                },
                                SPECIFICATION,
                                1)
                        .prepare(loops, directory, (_, _) -> {}))
                .hasMessageContaining("interrupted");
        AtomicInteger again = new AtomicInteger();
        assertThatCode(() -> prepare(loops, (loop, specification) -> {
                    again.incrementAndGet();
                    return random(loop, specification);
                }))
                .doesNotThrowAnyException();
        assertThat(again).hasValue(1);
    }

    @Test
    void aDamagedLoopIsNamedWithTheFileToDeleteAndTheOthersServe() throws IOException {
        prepare(List.of(loop(1), loop(2)), PreparedLoopsTest::random);
        Path cache;
        try (var files = Files.list(directory)) {
            cache = files.filter(file -> file.toString().endsWith(".bin"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cache);
        bytes[bytes.length / 2 + 20] ^= 1;
        Files.write(cache, bytes);
        PreparedLoops prepared = prepare(List.of(loop(1), loop(2)), PreparedLoopsTest::random);
        assertThat(prepared.input(0, SPECIFICATION).frames()).isPresent();
        assertThatThrownBy(() -> prepared.input(1, SPECIFICATION))
                .hasMessageContaining("2.25.2")
                .hasMessageContaining("damaged")
                .hasMessageContaining(cache.toString());
        Files.write(cache, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> prepare(List.of(loop(1), loop(2)), PreparedLoopsTest::random))
                .hasMessageContaining("delete it");
    }

    @Test
    void anObjectThatWasMendedAndAnotherSpecificationAreNotServedFromTheOldCache() throws IOException {
        Path file = directory.resolve("a.dcm");
        Files.writeString(file, "one");
        AtomicInteger calls = new AtomicInteger();
        PrepareLoops.LoopSource counting = (loop, specification) -> {
            calls.incrementAndGet();
            return random(loop, specification);
        };
        List<LabelledLoop> loops = List.of(new LabelledLoop("2.25.1", "2.25.9", View.PLAX, file));
        prepare(loops, counting);
        Files.writeString(file, "mended");
        prepare(loops, counting);
        assertThat(calls).hasValue(2);
        InputSpecification other = new InputSpecification(SPECIFICATION.spatial(), SPECIFICATION.temporal(), 2);
        new PrepareLoops(counting, other, 1).prepare(loops, directory, (_, _) -> {});
        assertThat(calls).hasValue(3);
        assertThat(PreprocessingDigest.ofCode()).hasSize(64).isEqualTo(PreprocessingDigest.ofCode());
    }

    @Test
    void withoutVariationTrainingSeesWhatEvaluationSees() throws IOException {
        PreparedLoops plain =
                prepare(List.of(loop(1)), PreparedLoopsTest::random).varied(Variation.NONE);
        Optional<SplittableRandom> chance = Optional.of(new SplittableRandom(1));
        for (var examples :
                List.of(new FrameExamples(plain, new int[] {0}, 3), new FlowExamples(plain, new int[] {0}, 3, 2))) {
            var training = examples.batch(new int[] {0}, chance).inputs();
            var evaluation = examples.batch(new int[] {0}, Optional.empty()).inputs();
            training.forEach((name, values) ->
                    assertThat(values.values()).isEqualTo(evaluation.get(name).values()));
        }
        PreparedLoops varied = plain.varied(Variation.MODERATE);
        var examples = new FlowExamples(varied, new int[] {0}, 3, 2);
        assertThat(examples.batch(new int[] {0}, chance).inputs().get("flow").values())
                .isNotEqualTo(examples.batch(new int[] {0}, Optional.empty())
                        .inputs()
                        .get("flow")
                        .values());
        assertThat(Variation.NONE.describe()).contains("as in the paper");
        assertThat(Variation.MODERATE.describe()).contains("gain 0.80 to 1.25, gamma 0.75 to 1.33");
    }

    /** Five frames of 8, as service would take them: 0, 2, 4, 5 and 7. */
    @Test
    void aVotingNetworkIsGivenLinearlySpacedFramesAndNoFlow() throws IOException {
        PreparedLoops prepared = prepare(List.of(loop(1), loop(2)), PreparedLoopsTest::random);
        InputSpecification five = new InputSpecification(
                Optional.of(new InputSpecification.SpatialInput(
                        5, InputSpecification.FrameSampling.LINEARLY_SPACED, PIXELS, PIXELS)),
                Optional.empty(),
                1);
        NetworkInput input = prepared.input(1, five);
        assertThat(input.flow()).isEmpty();
        FloatBuffer all =
                prepared.input(1, SPECIFICATION).frames().orElseThrow().values();
        FloatBuffer some = input.frames().orElseThrow().values();
        int size = 3 * PIXELS * PIXELS;
        int[] expected = {0, 2, 4, 5, 7};
        for (int i = 0; i < expected.length; i++) {
            assertThat(some.slice(i * size, size)).isEqualTo(all.slice(expected[i] * size, size));
        }
    }

    @Test
    void aClipInTrainingStartsAnywhereButItsFramesFollowOneAnother() throws IOException {
        PreparedLoops prepared =
                prepare(List.of(loop(1)), PreparedLoopsTest::random).varied(new Variation(0, 1, 1, true));
        InputSpecification clip = new InputSpecification(
                Optional.of(
                        new InputSpecification.SpatialInput(4, InputSpecification.FrameSampling.FIRST, PIXELS, PIXELS)),
                SPECIFICATION.temporal(),
                1);
        LoopExamples examples = new LoopExamples(prepared, new int[] {0}, clip);
        FloatBuffer all =
                prepared.input(0, SPECIFICATION).frames().orElseThrow().values();
        int size = 3 * PIXELS * PIXELS;
        java.util.Set<Integer> starts = new java.util.TreeSet<>();
        for (int seed = 0; seed < 20; seed++) {
            var inputs = examples.batch(new int[] {0}, Optional.of(new SplittableRandom(seed)))
                    .inputs();
            assertThat(inputs.get("flow").shape()).containsExactly(1, 2, 6, PIXELS, PIXELS);
            FloatBuffer frames = inputs.get("frames").values();
            assertThat(inputs.get("frames").shape()).containsExactly(1, 4, 3, PIXELS, PIXELS);
            int start = java.util.stream.IntStream.range(0, 5)
                    .filter(i -> all.slice(i * size, 4 * size).equals(frames))
                    .findFirst()
                    .orElseThrow();
            starts.add(start);
        }
        assertThat(starts).containsExactly(0, 1, 2, 3, 4);
    }

    private PreparedLoops prepare(List<LabelledLoop> loops, PrepareLoops.LoopSource source) throws IOException {
        return new PrepareLoops(source, SPECIFICATION, 2).prepare(loops, directory, (_, _) -> {});
    }

    private static void requireClose(NetworkInput.Tensor actual, NetworkInput.Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.values().limit(); i++) {
            assertThat((double) actual.values().get(i))
                    .isCloseTo(expected.values().get(i), within(tolerance));
        }
    }

    private static NetworkInput random(LabelledLoop loop, InputSpecification specification) {
        SplittableRandom random = new SplittableRandom(loop.sopInstanceUid().hashCode());
        return new NetworkInput(
                Optional.of(tensor(random, 0, 8, 3, PIXELS, PIXELS)),
                Optional.of(tensor(random, -1, 2, 6, PIXELS, PIXELS)),
                8,
                specification.minimumFrames() > 1);
    }

    private static NetworkInput.Tensor tensor(SplittableRandom random, double low, long... shape) {
        long size = 1;
        for (long dimension : shape) {
            size *= dimension;
        }
        FloatBuffer values = FloatBuffers.direct(size);
        while (values.hasRemaining()) {
            values.put((float) random.nextDouble(low, 1));
        }
        return new NetworkInput.Tensor(values.flip(), shape);
    }

    private static LabelledLoop loop(int number) {
        return new LabelledLoop("2.25." + number, "2.25.9", View.PLAX, Path.of("loop-" + number + ".dcm"));
    }
}
