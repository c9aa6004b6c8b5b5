package org.echoscribe.study.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;

/**
 * A network under training: its weights and the state of its optimiser, Adam (Kingma and Ba 2015, arXiv:1412.6980) on the
 * cross-entropy of the logits. Not thread-safe.
 */
public final class Trainee implements AutoCloseable {

    private final TorchNetwork network;
    private final Adam optimizer;

    /** Starts from the given weights with a fresh optimiser. */
    public Trainee(StreamedNetwork network, NetworkWeights weights, double learningRate) {
        this.network = new TorchNetwork(network, weights);
        try (PointerScope scope = new PointerScope()) {
            Tensor[] trainable = this.network.trainable().toArray(Tensor[]::new);
            this.optimizer = new Adam(new TensorVector(trainable), new AdamOptions(learningRate));
            optimizer.retainReference();
        }
    }

    /**
     * What one batch gave before the weights moved.
     *
     * @param loss mean cross-entropy, natural logarithm
     * @param right how many loops had the right view as the most probable
     * @param logits row-major {@code [loops, views]}
     */
    public record BatchResult(double loss, int right, float[] logits) {}

    /** Makes everything random that follows (dropout) repeat for the same seed. */
    public static void seed(long seed) {
        torch.manual_seed(seed);
    }

    /** Changes how far a step goes. */
    public void learningRate(double learningRate) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.param_groups().get(0).options().set_lr(learningRate);
        }
    }

    /** One step of gradient descent. */
    public BatchResult step(Batch batch) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            Tensor logits = network.logits(batch.tensors(), true);
            Tensor loss = torch.cross_entropy_loss(logits, Tensors.labels(batch.labels()));
            loss.backward();
            optimizer.step();
            return result(loss, logits, batch);
        }
    }

    /** The same figures without learning: moving statistics, no dropout. */
    public BatchResult evaluate(Batch batch) {
        try (PointerScope scope = new PointerScope();
                var guard = new org.bytedeco.pytorch.NoGradGuard()) {
            Tensor logits = network.logits(batch.tensors(), false);
            return result(torch.cross_entropy_loss(logits, Tensors.labels(batch.labels())), logits, batch);
        }
    }

    private static BatchResult result(Tensor loss, Tensor logits, Batch batch) {
        float[] values = Tensors.floats(logits);
        int views = values.length / batch.size();
        int right = 0;
        for (int loop = 0; loop < batch.size(); loop++) {
            int best = 0;
            for (int view = 1; view < views; view++) {
                best = values[loop * views + view] > values[loop * views + best] ? view : best;
            }
            right += best == batch.labels()[loop] ? 1 : 0;
        }
        return new BatchResult(loss.item_double(), right, values);
    }

    /** A copy of the present weights. */
    public NetworkWeights weights() {
        return network.weights();
    }

    /** Writes weights, optimiser and the caller's own numbers; the file is there whole or not at all. */
    public void save(Path file, double[] progress) throws IOException {
        Archive.write(file, network.parameters(), java.util.Optional.of(optimizer), Map.of("progress", progress));
    }

    /**
     * Goes on from a file that {@link #save} wrote.
     *
     * @return the caller's own numbers
     */
    public double[] load(Path file) throws IOException {
        return Archive.read(file, network.parameters(), java.util.Optional.of(optimizer), "progress");
    }

    @Override
    public void close() {
        optimizer.close();
        network.close();
    }
}
