package org.echoscribe.study.saliency;

import java.util.List;
import java.util.Optional;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/**
 * Why a bundle says what it says of a loop.
 *
 * @param loop the masked frames that it looked at
 * @param scores all views' probabilities
 * @param view whose score was differentiated
 * @param against the view whose score was taken off, if any
 * @param spatial one map for each frame of the spatial stream; empty where the bundle has none
 * @param spatialFrames which of the stored frames each of these is, counted from 0
 * @param temporal one map for each chunk of flow; empty where the bundle has none
 * @param fieldsPerChunk how many successive pairs of frames a chunk spans
 * @param synthetic whether the bundle was trained on synthetic loops
 */
public record LoopSaliency(
        DecodedLoop loop,
        Scores scores,
        View view,
        Optional<View> against,
        List<SaliencyMap> spatial,
        int[] spatialFrames,
        List<SaliencyMap> temporal,
        int fieldsPerChunk,
        boolean synthetic) {

    public LoopSaliency {
        spatial = List.copyOf(spatial);
        temporal = List.copyOf(temporal);
    }
}
