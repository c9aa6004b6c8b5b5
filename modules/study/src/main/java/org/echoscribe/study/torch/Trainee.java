package org.echoscribe.study.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;

/**
 * A network under training: its weights and the state of its optimiser, Adam (Kingma and Ba 2015, arXiv:1412.6980) on the
 * cross-entropy of the logits. A step's batch may come in parts and be spread over workers: gradients are summed over all of
 * it and divided by the batch's weight once, so the step is that of the whole batch up to rounding. Not thread-safe.
 */
public final class Trainee implements AutoCloseable {

    private static final long REDUCTION_SUM = 2;
    private static final long NO_LABEL_IGNORED = -100;

    private final TorchNetwork network;
    private final Adam optimizer;
    private final Arithmetic arithmetic;

    /** Starts from the given weights with a fresh optimiser, in single precision and alone. */
    public Trainee(StreamedNetwork network, NetworkWeights weights, double learningRate) {
        this(network, weights, learningRate, new Arithmetic(Precision.FLOAT32, Optional.empty(), WorkerGroup.alone()));
    }

    /** Starts from the given weights with a fresh optimiser. */
    public Trainee(StreamedNetwork network, NetworkWeights weights, double learningRate, Arithmetic arithmetic) {
        this.network = new TorchNetwork(network, weights);
        this.arithmetic = arithmetic;
        try (PointerScope scope = new PointerScope()) {
            Tensor[] trainable = this.network.trainable().toArray(Tensor[]::new);
            this.optimizer = new Adam(new TensorVector(trainable), new AdamOptions(learningRate));
            optimizer.retainReference();
        }
    }

    /**
     * How steps are computed.
     *
     * @param precision of the forward pass in training
     * @param classWeights what each class counts in the loss; 1 each where absent
     * @param workers who computes the other shares of each batch
     */
    public record Arithmetic(Precision precision, Optional<float[]> classWeights, WorkerGroup workers) {}

    /**
     * A part of a step's batch, in this worker's share.
     *
     * @param batch the share
     * @param share where it lies in the step's whole batch
     */
    public record Part(Batch batch, Share share) {}

    /**
     * What one batch gave before the weights moved.
     *
     * @param loss mean cross-entropy, natural logarithm, weighted as the loss is
     * @param right how many loops had the right view as the most probable
     * @param loops how many loops there were
     */
    public record BatchResult(double loss, int right, int loops) {}

    /** Changes how far a step goes. */
    public void learningRate(double learningRate) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.param_groups().get(0).options().set_lr(learningRate);
        }
    }

    /** Makes these nodes of the spatial backbone keep their weights and moving statistics; all others learn. */
    public void freeze(Set<String> nodes) {
        network.freeze(nodes);
    }

    /**
     * One step of gradient descent.
     *
     * @param parts together the batch; batch normalisation sees one part at a time
     * @param seed decides dropout
     */
    public BatchResult step(List<Part> parts, long seed) {
        try (PointerScope scope = new PointerScope()) {
            optimizer.zero_grad();
            double[] sums = new double[3];
            for (Part part : parts) {
                // The same numbers for each part, of which it takes those of its loops.
                torch.manual_seed(seed);
                addGradients(part, sums);
            }
            sums = arithmetic.workers().sum(sums);
            shareGradients(sums[1]);
            optimizer.step();
            return new BatchResult(
                    sums[0] / sums[1],
                    (int) Math.round(sums[2]),
                    parts.getFirst().share().whole());
        } catch (RuntimeException e) {
            throw arithmetic.workers().explain(e);
        }
    }

    private void addGradients(Part part, double[] sums) {
        try (PointerScope scope = new PointerScope()) {
            Pass pass = new Pass(true, part.share(), arithmetic.workers());
            Tensor logits;
            try (Precision.Autocast autocast = arithmetic.precision().begin()) {
                logits = network.logits(part.batch().tensors(), pass).toType(torch.ScalarType.Float);
            }
            Tensor loss = summedLoss(logits, part.batch().labels());
            loss.backward();
            sums[0] += loss.item_double();
            sums[1] += weight(part.batch().labels());
            sums[2] += right(logits, part.batch());
        }
    }

    private Tensor summedLoss(Tensor logits, long[] labels) {
        TensorOptional weights = arithmetic.classWeights().isPresent()
                ? new TensorOptional(Tensors.copyOf(
                        arithmetic.classWeights().get(),
                        arithmetic.classWeights().get().length))
                : new TensorOptional();
        return torch.cross_entropy_loss(logits, Tensors.labels(labels), weights, REDUCTION_SUM, NO_LABEL_IGNORED, 0);
    }

    private double weight(long[] labels) {
        double sum = 0;
        for (long label : labels) {
            sum += arithmetic
                    .classWeights()
                    .map(weights -> weights[(int) label])
                    .orElse(1f);
        }
        return sum;
    }

    /** Summed gradients of all workers, divided by the weight of the whole batch. */
    private void shareGradients(double weight) {
        try (NoGradGuard guard = new NoGradGuard()) {
            List<Tensor> gradients = network.trainable().stream()
                    .filter(Tensor::requires_grad)
                    .map(Tensor::grad)
                    .toList();
            if (arithmetic.workers().size() == 1) {
                gradients.forEach(gradient -> gradient.div_(new Scalar(weight)));
                return;
            }
            Tensor[] flat =
                    gradients.stream().map(gradient -> gradient.reshape(-1)).toArray(Tensor[]::new);
            Tensor all = torch.cat(new TensorVector(flat), 0);
            arithmetic.workers().sum(all);
            all.div_(new Scalar(weight));
            long next = 0;
            for (Tensor gradient : gradients) {
                long[] shape =
                        LongStream.range(0, gradient.dim()).map(gradient::size).toArray();
                gradient.copy_(all.narrow(0, next, gradient.numel()).reshape(shape));
                next += gradient.numel();
            }
        }
    }

    /** The same figures without learning: moving statistics, no dropout, no weights of classes, single precision. */
    public BatchResult evaluate(Batch batch) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor logits = network.logits(batch.tensors(), Pass.EVALUATION);
            double loss = torch.cross_entropy_loss(logits, Tensors.labels(batch.labels()))
                    .item_double();
            return new BatchResult(loss, right(logits, batch), batch.size());
        }
    }

    private static int right(Tensor logits, Batch batch) {
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
        return right;
    }

    /** A copy of the present weights. */
    public NetworkWeights weights() {
        return network.weights();
    }

    /** Writes weights, optimiser and the caller's own numbers; the file is there whole or not at all. */
    public void save(Path file, double[] progress) throws IOException {
        Archive.write(file, network.parameters(), Optional.of(optimizer), Map.of("progress", progress));
    }

    /**
     * Goes on from a file that {@link #save} wrote.
     *
     * @return the caller's own numbers
     */
    public double[] load(Path file) throws IOException {
        return Archive.read(file, network.parameters(), Optional.of(optimizer), "progress");
    }

    @Override
    public void close() {
        optimizer.close();
        network.close();
    }
}
