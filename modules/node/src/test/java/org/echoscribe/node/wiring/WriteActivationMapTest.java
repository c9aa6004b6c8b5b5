package org.echoscribe.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.decode.Rectangle;
import org.echoscribe.inference.ActivationMaps;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.GraphBuilder;
import org.echoscribe.study.network.Heads;
import org.echoscribe.study.network.Shape;
import org.echoscribe.study.network.Value;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.study.onnx.WriteOnnx;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A graph whose map can be foretold: for {@code A2C} it is the first image of the flow, for every other view the same with the
 * sign turned. The flow is 1 in one cell of 16 x 16 and 0 elsewhere, the picture 160 pixels wide and high.
 */
class WriteActivationMapTest {

    private static final int CELLS = 16;
    private static final int SIDE = 160;
    private static final int FIELDS = 10;
    private static final int CHANNELS = 2 * FIELDS;
    private static final int LIT_ROW = 2;
    private static final int LIT_COLUMN = 5;
    private static final int GREY = 100;
    private static final Color UNTOUCHED = new Color(GREY, GREY, GREY);
    /** Three quarters of the way from grey to 00e5ff. */
    private static final Color STRONGEST = new Color(25, 197, 216);

    @TempDir
    private Path directory;

    private ModelBundle bundle;
    private ActivationMaps maps;

    @BeforeEach
    void openABundle() throws IOException {
        bundle = ModelBundle.open(writeBundle());
        maps = ActivationMaps.open(bundle, ExecutionOptions.forCpu()).orElseThrow();
    }

    @AfterEach
    void closeIt() {
        bundle.close();
    }

    @Test
    void whatSpeaksForTheAnswerIsCyanOverTheMiddleFrameAndFadesIntoIt() throws IOException {
        Path pictures = directory.resolve("pictures");
        try (WriteActivationMap write = new WriteActivationMap(maps, bundle.identity(), pictures)) {
            write.answered("1.2.3", loop(), input(), scores(View.A2C));
        }
        BufferedImage picture = ImageIO.read(only(pictures).toFile());
        assertThat(picture.getWidth()).isEqualTo(SIDE);
        assertThat(picture.getHeight()).isEqualTo(SIDE);
        int x = 10 * LIT_COLUMN + 5;
        int y = 10 * LIT_ROW + 5;
        assertNear(picture, x, y, STRONGEST);
        Color beside = new Color(picture.getRGB(x + 5, y));
        assertThat(beside.getRed()).as("half-way to the next cell").isBetween(50, 75);
        for (int[] far : new int[][] {{0, 0}, {x + 12, y}, {x, y + 12}, {x - 12, y}, {SIDE - 1, SIDE - 1}}) {
            assertThat(new Color(picture.getRGB(far[0], far[1]))).isEqualTo(UNTOUCHED);
        }
    }

    @Test
    void whatSpeaksAgainstTheAnswerLeavesThePictureAsItIs() throws IOException {
        try (WriteActivationMap write = new WriteActivationMap(maps, bundle.identity(), directory.resolve("p"))) {
            write.answered("1.2.3", loop(), input(), scores(View.APEX));
        }
        BufferedImage picture = ImageIO.read(only(directory.resolve("p")).toFile());
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                assertThat(new Color(picture.getRGB(x, y))).isEqualTo(UNTOUCHED);
            }
        }
    }

    @Test
    void itsNameTellsLoopModelAndThatTheModelIsSyntheticAndHoldsNothingThatAPeerCouldMisuse() throws IOException {
        Path pictures = directory.resolve("pictures");
        try (WriteActivationMap write = new WriteActivationMap(maps, bundle.identity(), pictures)) {
            write.answered("1.2.3", loop(), input(), scores(View.A2C));
            assertThat(only(pictures)).hasFileName("1.2.3.lit.0.0.1.SYNTHETIC-MODEL.png");
            write.answered("1.2.3", loop(), input(), scores(View.APEX));
            assertThat(only(pictures)).as("written anew").hasFileName("1.2.3.lit.0.0.1.SYNTHETIC-MODEL.png");
            write.answered("../../etc/x", loop(), input(), scores(View.A2C));
        }
        try (Stream<Path> files = Files.list(pictures)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "1.2.3.lit.0.0.1.SYNTHETIC-MODEL.png", ".._.._etc_x.lit.0.0.1.SYNTHETIC-MODEL.png");
        }
    }

    @Test
    void aPictureThatCannotBeMadeOrWrittenCostsTheLoopNothing() throws IOException {
        Path occupied = Files.writeString(directory.resolve("occupied"), "a file");
        try (WriteActivationMap write = new WriteActivationMap(maps, bundle.identity(), occupied)) {
            write.answered("1.2.3", loop(), input(), scores(View.A2C));
            NetworkInput withoutFlow = new NetworkInput(Optional.empty(), Optional.empty(), 3, false);
            write.answered("1.2.3", loop(), withoutFlow, scores(View.A2C));
        }
        assertThat(occupied).hasContent("a file");
    }

    private static void assertNear(BufferedImage picture, int x, int y, Color expected) {
        Color actual = new Color(picture.getRGB(x, y));
        // The cell's middle lies between two pixels.
        assertThat(Math.abs(actual.getRed() - expected.getRed()))
                .as("%s", actual)
                .isLessThan(12);
        assertThat(Math.abs(actual.getGreen() - expected.getGreen()))
                .as("%s", actual)
                .isLessThan(14);
        assertThat(Math.abs(actual.getBlue() - expected.getBlue()))
                .as("%s", actual)
                .isLessThan(16);
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    /** Three frames, of which the middle one is grey. */
    private static DecodedLoop loop() {
        return new DecodedLoop(
                SIDE,
                SIDE,
                List.of(frame(0), frame(GREY), frame(255)),
                new int[] {0, 1, 2},
                3,
                Optional.empty(),
                new Rectangle(0, 0, SIDE, SIDE),
                SIDE,
                SIDE);
    }

    private static byte[] frame(int grey) {
        byte[] frame = new byte[3 * SIDE * SIDE];
        Arrays.fill(frame, (byte) grey);
        return frame;
    }

    private static NetworkInput input() {
        FloatBuffer flow = ByteBuffer.allocateDirect(CHANNELS * CELLS * CELLS * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        flow.put(LIT_ROW * CELLS + LIT_COLUMN, 1);
        NetworkInput.Tensor tensor = new NetworkInput.Tensor(flow, new long[] {1, CHANNELS, CELLS, CELLS});
        return new NetworkInput(Optional.empty(), Optional.of(tensor), 3, false);
    }

    private static Scores scores(View view) {
        float[] probabilities = new float[View.values().length];
        probabilities[view.ordinal()] = 1;
        return new Scores(probabilities);
    }

    private Path writeBundle() throws IOException {
        int views = View.values().length;
        GraphBuilder backbone = new GraphBuilder("lit");
        Value map = backbone.sameConvolution(
                "map", backbone.input("flow", new Shape.Image(CHANNELS, CELLS, CELLS)), views, 1, 1, 1, false);
        Graph temporal = backbone.output("features", backbone.globalAveragePool("pool", map))
                .output(ActivationMaps.OUTPUT, map)
                .build();
        float[] kernel = new float[views * CHANNELS];
        for (View view : View.values()) {
            kernel[view.ordinal() * CHANNELS] = view == View.A2C ? 1 : -1;
        }
        Graph head = Heads.temporal(1, views, views);
        InputSpecification input = new InputSpecification(
                Optional.empty(),
                Optional.of(new TemporalInput(1, FIELDS, CELLS, CELLS, 1f, TvL1Parameters.defaults())),
                2);
        BundleDescription description = new BundleDescription(
                "lit",
                "0.0.1",
                "Test",
                "one convolution",
                List.of(View.values()),
                input,
                1,
                0,
                Map.of(),
                Map.of(),
                true);
        Path target = directory.resolve("bundle");
        new BundleWriter(description, "# Of a test\n")
                .add(
                        ModelBundle.TEMPORAL_FILE,
                        onnx(temporal, new Weights(new LinkedHashMap<>(Map.of("map/kernel", kernel)))))
                .add(ModelBundle.HEAD_FILE, onnx(head, Weights.initial(head, 1)))
                .writeDirectory(target);
        return target;
    }

    private static byte[] onnx(Graph graph, Weights weights) {
        return WriteOnnx.bytes(graph, weights, WeightPrecision.FLOAT32, Map.of());
    }
}
