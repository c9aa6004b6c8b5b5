package org.echoscribe.study.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reference definitions' parameter counts: a layer too many, or a bias that should not be, shows here. */
class ParameterCountTest {

    private static final int VIEWS = 14;

    @Test
    void xceptionHasExactlyTheReferenceDefinitionsParameters() {
        StreamedNetwork xception = HowardNetworks.published().singleFrame();
        assertThat(xception.parameterCount()).isEqualTo(20_890_166);
        assertThat(xception.trainableParameterCount()).isEqualTo(20_835_638);
    }

    @Test
    void inceptionV3HasExactlyTheReferenceDefinitionsParameters() {
        Graph backbone = InceptionV3.backbone("frames", 3, NetworkScale.publishedFrames());
        StreamedNetwork inception = new StreamedNetwork(
                "Inception V3", Optional.of(backbone), Optional.empty(), Heads.singleFrame(2048, VIEWS));
        assertThat(inception.parameterCount()).isEqualTo(21_831_470);
        assertThat(inception.trainableParameterCount()).isEqualTo(21_797_038);
    }

    @Test
    void feedingTwentyFlowChannelsAddsOnlyTheFirstLayersWeights() {
        long frames =
                InceptionV3.backbone("frames", 3, NetworkScale.publishedFlow()).parameterCount();
        long flow =
                InceptionV3.backbone("flow", 20, NetworkScale.publishedFlow()).parameterCount();
        assertThat(flow - frames).isEqualTo((20 - 3) * 32 * 3 * 3);
    }

    @Test
    void publishedInputsGiveThePublishedFeatureMaps() {
        assertThat(Xception.backbone(NetworkScale.publishedFrames())
                        .output("map")
                        .shape())
                .isEqualTo(new Shape.Image(2048, 10, 10));
        assertThat(InceptionV3.backbone("frames", 3, NetworkScale.publishedFrames())
                        .output("map")
                        .shape())
                .isEqualTo(new Shape.Image(2048, 8, 8));
        assertThat(InceptionV3.backbone("flow", 20, NetworkScale.publishedFlow())
                        .output("map")
                        .shape())
                .isEqualTo(new Shape.Image(2048, 5, 5));
    }

    @Test
    void aQuarterOfTheWidthGivesAQuarterOfTheFeatures() {
        NetworkScale quarter = new NetworkScale(0.25, 96, 0.9);
        assertThat(Xception.backbone(quarter).output("features").shape()).isEqualTo(new Shape.Vector(512));
        assertThat(InceptionV3.backbone("flow", 20, quarter).output("features").shape())
                .isEqualTo(new Shape.Vector(512));
    }
}
