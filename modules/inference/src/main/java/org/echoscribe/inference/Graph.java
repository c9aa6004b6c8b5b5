package org.echoscribe.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** One ONNX graph of a bundle, opened by ONNX Runtime. */
final class Graph implements AutoCloseable {

    /** Stands for a dimension of any size. */
    static final long ANY = -1;

    private final String file;
    private final OrtSession session;

    Graph(String file, OrtSession session) {
        this.file = file;
        this.session = session;
    }

    /** Runs the graph and copies one output out, row-major. */
    float[] run(Map<String, OnnxTensor> inputs, String output, OrtSession.RunOptions options) throws OrtException {
        try (OrtSession.Result result = session.run(inputs, Set.of(output), options)) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            return copy;
        }
    }

    /** Whether the graph has an output of this name. */
    boolean gives(String output) {
        return session.getOutputNames().contains(output);
    }

    /** Whether the input of this name is a whole clip, {@code [N, channels, frames, height, width]}, and not one image. */
    boolean readsClips(String input) throws BundleRejectedException {
        try {
            NodeInfo node = session.getInputInfo().get(input);
            return node != null && node.getInfo() instanceof TensorInfo tensor && tensor.getShape().length == 5;
        } catch (OrtException e) {
            throw rejected("cannot be inspected: " + e.getMessage());
        }
    }

    /** Refuses the graph unless it has exactly these inputs. */
    void requireInputs(Set<String> names) throws BundleRejectedException {
        if (!session.getInputNames().equals(names)) {
            throw rejected("has the inputs " + session.getInputNames() + " where " + names + " are needed");
        }
    }

    /** Refuses the graph unless that input exists, is float and takes that shape. */
    void requireInput(String name, long... shape) throws BundleRejectedException {
        try {
            require(session.getInputInfo().get(name), "input", name, shape);
        } catch (OrtException e) {
            throw rejected("cannot be inspected: " + e.getMessage());
        }
    }

    /** Refuses the graph unless that output exists, is float and has that shape; returns the shape it declares. */
    long[] requireOutput(String name, long... shape) throws BundleRejectedException {
        try {
            return require(session.getOutputInfo().get(name), "output", name, shape);
        } catch (OrtException e) {
            throw rejected("cannot be inspected: " + e.getMessage());
        }
    }

    private long[] require(NodeInfo node, String kind, String name, long[] shape) throws BundleRejectedException {
        if (node == null) {
            throw rejected("has no " + kind + " '" + name + "'");
        }
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw rejected("has a " + kind + " '" + name + "' that is not a float tensor");
        }
        long[] declared = tensor.getShape();
        boolean fits = declared.length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            // The outermost dimension is the batch, whose size must be free.
            fits = i == 0 ? declared[i] < 0 : shape[i] == ANY || declared[i] < 0 || declared[i] == shape[i];
        }
        if (!fits) {
            throw rejected("has the " + kind + " '" + name + "' of shape " + Arrays.toString(declared) + " where "
                    + Arrays.toString(shape) + " (-1: any) is needed");
        }
        return declared;
    }

    private BundleRejectedException rejected(String why) {
        return new BundleRejectedException("Model bundle file " + file + " " + why
                + ". Its graph and bundle.json disagree; export the bundle again");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not free " + file, e);
        }
    }
}
