package org.echoscribe.study.evaluation;

import java.util.Arrays;
import java.util.Optional;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.TorchNetwork;
import org.echoscribe.study.training.Examples;

/** A trained network's answers before the softmax. */
public final class Logits {

    private static final int ITEMS_AT_ONCE = 16;

    private Logits() {}

    /** Of all items, unvaried: row-major {@code [items, views]}. */
    public static float[] of(StreamedNetwork network, NetworkWeights weights, Examples examples) {
        float[] all = new float[0];
        try (TorchNetwork torch = new TorchNetwork(network, weights)) {
            for (int first = 0; first < examples.size(); first += ITEMS_AT_ONCE) {
                int start = first;
                int[] items = new int[Math.min(ITEMS_AT_ONCE, examples.size() - first)];
                Arrays.setAll(items, i -> start + i);
                Batch batch = examples.batch(items, Optional.empty());
                float[] logits = torch.logits(batch);
                int before = all.length;
                all = Arrays.copyOf(all, before + logits.length);
                System.arraycopy(logits, 0, all, before, logits.length);
            }
        }
        return all;
    }
}
