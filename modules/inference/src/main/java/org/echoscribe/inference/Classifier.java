package org.echoscribe.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/**
 * Scores loops with a bundle's network; callers on any number of threads are batched together.
 *
 * <p>One thread owns the sessions and takes what waits, up to the batch size of the {@link ExecutionOptions}. A loop's
 * scores do not depend on what it is batched with, except that ONNX Runtime may round differently for different batch
 * sizes: logits then differ by less than 1e-4. With a batch of one, the default on a CPU, they are always the same bits.
 */
public final class Classifier implements AutoCloseable {

    private final List<View> views;
    private final float temperature;
    private final Network network;
    private final OrtSession.RunOptions runOptions;
    private final Batcher<Request> requests;
    private final Thread owner;
    private volatile boolean closed;

    private record Request(NetworkInput input, CompletableFuture<float[]> logits) {}

    /**
     * Opens the bundle's graphs. The bundle may be closed while the classifier is in use.
     *
     * @throws BundleRejectedException if a graph's inputs and outputs are not those of the bundle's input specification
     */
    public Classifier(ModelBundle bundle, ExecutionOptions options) throws BundleRejectedException {
        this.views = bundle.views();
        this.temperature = bundle.calibrationTemperature();
        this.network = new Network(bundle, options);
        this.runOptions = newRunOptions();
        this.requests =
                new Batcher<>(options.maximumBatch(), options.maximumWait().toNanos());
        this.owner = Thread.ofPlatform()
                .daemon()
                .name("inference " + bundle.identity().name())
                .start(this::serve);
    }

    /**
     * Scores one loop; blocks until it is done.
     *
     * @throws InferenceException if the input has the wrong shape, ONNX Runtime fails, a logit is not finite, this
     *     classifier is closed, or the calling thread is interrupted
     */
    public Scores classify(NetworkInput input) {
        return new Scores(softmax(logits(input), temperature));
    }

    /** One loop's logits in {@link View} order, before calibration; otherwise as {@link #classify}. */
    public float[] logits(NetworkInput input) {
        network.requireShapes(input);
        Request request = new Request(input, new CompletableFuture<>());
        requests.add(request);
        if (closed) {
            request.logits.completeExceptionally(closedException());
        }
        try {
            return inViewOrder(request.logits.get());
        } catch (InterruptedException e) {
            requests.withdraw(request);
            request.logits.cancel(false);
            Thread.currentThread().interrupt();
            throw new InferenceException(
                    "Interrupted while a loop was waiting for its scores; it may be tried again", e);
        } catch (ExecutionException e) {
            // A new exception, so that its stack trace shows this caller and not only the owner of the sessions.
            throw new InferenceException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Where the backbones compute: {@code CPUExecutionProvider} or {@code CUDAExecutionProvider}. */
    public String executionProvider() {
        return network.executionProvider();
    }

    /** Stops the run in hand, answers every waiting caller with an {@link InferenceException}, frees the sessions. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            runOptions.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not be told to stop", e);
        }
        owner.interrupt();
        joinOwner();
        requests.drain().forEach(request -> request.logits.completeExceptionally(closedException()));
        runOptions.close();
        network.close();
    }

    private void serve() {
        try {
            while (!closed) {
                List<Request> batch = requests.next().stream()
                        .filter(request -> !request.logits.isDone())
                        .toList();
                if (!batch.isEmpty()) {
                    answer(batch);
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, and it answers whoever still waits.
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<Request> batch) {
        try {
            List<float[]> logits =
                    network.logits(batch.stream().map(Request::input).toList(), runOptions);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).logits.complete(logits.get(i));
            }
        } catch (Throwable e) {
            // Whatever went wrong, whoever waits is answered and the next batch is served.
            if (batch.size() > 1 && !closed) {
                // What fails together, such as for want of memory, may succeed alone; and no loop fails for another's
                // sake.
                batch.forEach(request -> answer(List.of(request)));
                return;
            }
            InferenceException failure = closed
                    ? closedException()
                    : new InferenceException(
                            "ONNX Runtime failed: " + e.getMessage() + "; the loop may be tried again", e);
            batch.forEach(request -> request.logits.completeExceptionally(failure));
        }
    }

    private float[] inViewOrder(float[] logits) {
        float[] ordered = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new InferenceException("The network gave the logit " + logits[i] + " for " + views.get(i)
                        + "; the model or the loop's input is broken, and trying again will not help");
            }
            ordered[views.get(i).ordinal()] = logits[i];
        }
        return ordered;
    }

    /** Probabilities of logits that are first divided by the calibration temperature. */
    static float[] softmax(float[] logits, float temperature) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] powers = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            powers[i] = Math.exp((logits[i] - largest) / temperature);
            sum += powers[i];
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (powers[i] / sum);
        }
        return probabilities;
    }

    private void joinOwner() {
        boolean interrupted = false;
        while (owner.isAlive()) {
            try {
                owner.join();
            } catch (InterruptedException e) {
                // The sessions must not be freed under the owner, which is about to end.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static InferenceException closedException() {
        return new InferenceException("The classifier was closed before the loop was scored; it may be tried again");
    }

    private OrtSession.RunOptions newRunOptions() throws BundleRejectedException {
        try {
            return new OrtSession.RunOptions();
        } catch (OrtException e) {
            network.close();
            throw new BundleRejectedException("ONNX Runtime cannot run anything: " + e.getMessage(), e);
        }
    }
}
