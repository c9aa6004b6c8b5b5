package org.echoscribe.study.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue holds every row of the paper's table, in the published sizes. */
class PaperNetworkTest {

    /**
     * Inception-v1's modules 3b to 5c (Szegedy et al. 2015, table 1): filters of the 1 x 1 branch, of both layers of the 3 x 3
     * branch, of both layers of the next, and behind the pool.
     */
    private static final int[][] INCEPTION_V1 = {
        {64, 96, 128, 16, 32, 32},
        {128, 128, 192, 32, 96, 64},
        {192, 96, 208, 16, 48, 64},
        {160, 112, 224, 24, 64, 64},
        {128, 128, 256, 24, 64, 64},
        {112, 144, 288, 32, 64, 64},
        {256, 160, 320, 32, 128, 128},
        {256, 160, 320, 32, 128, 128},
        {384, 192, 384, 48, 128, 128}
    };

    @ParameterizedTest(name = "{0}: {1} parameters, {2} trainable")
    @CsvSource({
        "vgg16, 14721870, 14721870",
        "inception-v3, 21831470, 21797038",
        "resnet50, 23616398, 23563278",
        "densenet121, 7051854, 6968206",
        "xception, 20890166, 20835638",
    })
    void aClassicalNetworkHasExactlyKerasParameters(String id, long total, long trainable) {
        for (StreamedNetwork network : List.of(
                PaperNetwork.named(id).publishedSize().network(),
                PaperNetwork.named(id).publishedSize().learner())) {
            assertThat(network.parameterCount()).isEqualTo(total);
            assertThat(network.trainableParameterCount()).isEqualTo(trainable);
        }
    }

    /** Convolution by convolution as C3D's figure 3 has them: 3 x 3 x 3 times channels in and out, and a bias each. */
    @Test
    void theClipNetworkC3dHasTheParametersOfItsEightConvolutions() {
        int[][] convolutions = {
            {3, 64}, {64, 128}, {128, 256}, {256, 256}, {256, 512}, {512, 512}, {512, 512}, {512, 512}
        };
        long expected = 512 * 14 + 14;
        for (int[] channels : convolutions) {
            expected += 27L * channels[0] * channels[1] + channels[1];
        }
        StreamedNetwork c3d = PaperNetwork.C3D.publishedSize().network();
        assertThat(c3d.parameterCount()).isEqualTo(expected).isEqualTo(27_663_118);
        assertThat(c3d.trainableParameterCount()).isEqualTo(expected);
    }

    /** Kernels as deep as they are wide. */
    @Test
    void theClipNetworkI3dHasTheParametersOfInflatedInceptionV1() {
        long kernels = 343L * 3 * 64 + 64 * 64 + 27L * 64 * 192;
        long channels = 64 + 64 + 192;
        long in = 192;
        for (int[] m : INCEPTION_V1) {
            kernels += in * (m[0] + m[1] + m[3] + m[5]) + 27L * m[1] * m[2] + 27L * m[3] * m[4];
            channels += m[0] + m[1] + m[2] + m[3] + m[4] + m[5];
            in = m[0] + m[2] + m[4] + m[5];
        }
        long head = in * 14 + 14;
        StreamedNetwork i3d = PaperNetwork.I3D.publishedSize().network();
        assertThat(i3d.trainableParameterCount())
                .as("kernels, and an offset per channel")
                .isEqualTo(kernels + channels + head)
                .isEqualTo(12_294_334);
        assertThat(i3d.parameterCount())
                .isEqualTo(kernels + 3 * channels + head)
                .isEqualTo(12_308_894);
        assertThat(kernels + 2 * channels)
                .as("with a gain as in the widespread PyTorch port, without its head")
                .isEqualTo(12_287_264);
    }

    /** Billions of multiply-adds for one image or clip, as the papers or the usual tables of Keras and timm have them. */
    @ParameterizedTest(name = "{0}: {1} billion multiply-adds")
    @CsvSource({
        "vgg16, 15.35, 0.01",
        "inception-v3, 5.72, 0.02",
        "resnet50, 3.86, 0.01",
        "densenet121, 2.84, 0.03",
        "xception, 8.36, 0.05",
    })
    void anImageTakesThePublishedMultiplyAdds(String id, double billions, double tolerance) {
        Graph backbone =
                PaperNetwork.named(id).publishedSize().network().spatial().orElseThrow();
        assertThat(backbone.multiplyAdds() / 1e9).isCloseTo(billions, within(tolerance));
    }

    /** As its successors' tables have it for its own 16 frames of 112 x 112. */
    @Test
    void aClipOfC3dTakesThePublishedMultiplyAdds() {
        NetworkScale scale = new NetworkScale(1, 112, 0.99);
        assertThat(C3d.backbone(16, scale).multiplyAdds() / 1e9).isCloseTo(38.5, within(0.1));
    }

    /**
     * 64 frames of 224 x 224: 112, 56, 28, 14 and 7 pixels, 32, 16 and 8 frames. S. Xie et al. (ECCV 2018) print 107.9 billion for
     * an I3D that has 2 % fewer parameters.
     */
    @Test
    void aClipOfI3dTakesTheMultiplyAddsOfItsTable() {
        long expected = 32L * 112 * 112 * 343 * 3 * 64 + 32L * 56 * 56 * (64 * 64 + 27 * 64 * 192);
        long[] places = {32L * 28 * 28, 16L * 14 * 14, 8L * 7 * 7};
        long in = 192;
        for (int i = 0; i < INCEPTION_V1.length; i++) {
            int[] m = INCEPTION_V1[i];
            long kernels = in * (m[0] + m[1] + m[3] + m[5]) + 27L * m[1] * m[2] + 27L * m[3] * m[4];
            expected += kernels * places[i < 2 ? 0 : i < 7 ? 1 : 2];
            in = m[0] + m[2] + m[4] + m[5];
        }
        assertThat(I3d.backbone(64, new NetworkScale(1, 224, 0.99)).multiplyAdds())
                .isEqualTo(expected);
        assertThat(expected / 1e9).isCloseTo(107.9, within(3.5));
    }

    @Test
    void aLoopTakesAllItsFramesAndChunks() {
        SizedNetwork winner = PaperNetwork.TWO_STREAM_TD_XCEPTION.publishedSize();
        StreamedNetwork network = winner.network();
        assertThat(winner.multiplyAddsPerLoop())
                .isEqualTo(20 * network.spatial().orElseThrow().multiplyAdds()
                        + 4 * network.temporal().orElseThrow().multiplyAdds()
                        + network.head().multiplyAdds());
        SizedNetwork clip = PaperNetwork.I3D.publishedSize();
        assertThat(clip.multiplyAddsPerLoop())
                .isEqualTo(clip.network().spatial().orElseThrow().multiplyAdds() + 1024 * 14);
    }

    @ParameterizedTest
    @EnumSource(PaperNetwork.class)
    void theLearnersParametersAreThoseOfTheBundle(PaperNetwork paper) {
        SizedNetwork small = paper.sized(0.125, OptionalInt.of(80));
        assertThat(names(small.learner())).isEqualTo(names(small.network()));
    }

    @Test
    void anUnknownNameIsAnsweredWithAllThatThereAre() {
        assertThatThrownBy(() -> PaperNetwork.named("vgg19"))
                .hasMessageContaining("no network 'vgg19'")
                .hasMessageContaining("vgg16, inception-v3, resnet50")
                .hasMessageContaining("two-stream-i3d");
    }

    private static List<String> names(StreamedNetwork network) {
        return Stream.of(network.spatial().stream(), network.temporal().stream(), Stream.of(network.head()))
                .flatMap(graphs -> graphs)
                .flatMap(graph -> graph.parameters().stream())
                .map(parameter -> parameter.name() + java.util.Arrays.toString(parameter.shape()))
                .collect(Collectors.toList());
    }
}
