package org.echoscribe.study.recipe;

import java.util.List;
import org.echoscribe.study.network.PaperNetwork;

/**
 * In whose trainings a network's backbones are learnt. The time-distributed network reads the vectors of the trained Xception,
 * and two streams are those of two networks that were trained alone, so neither trains a backbone of its own.
 */
public final class BackboneTrainings {

    private BackboneTrainings() {}

    /** The trainings of a network's backbones, that over frames first. */
    public static List<PaperNetwork> of(PaperNetwork network) {
        return switch (network) {
            case TD_XCEPTION -> List.of(PaperNetwork.XCEPTION);
            case TWO_STREAM_TD_XCEPTION -> List.of(PaperNetwork.XCEPTION, PaperNetwork.TEMPORAL_INCEPTION_V3);
            case TWO_STREAM_I3D -> List.of(PaperNetwork.I3D, PaperNetwork.TEMPORAL_INCEPTION_V3);
            case VGG16, INCEPTION_V3, RESNET50, DENSENET121, XCEPTION, C3D, I3D, TEMPORAL_INCEPTION_V3 ->
                List.of(network);
        };
    }
}
