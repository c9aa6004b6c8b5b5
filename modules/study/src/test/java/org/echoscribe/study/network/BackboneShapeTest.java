package org.echoscribe.study.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the size of inputs and the width of layers make of the backbones. */
class BackboneShapeTest {

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
