package org.echoscribe.study.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;

/** A file of published weights: what it holds, and where in it a parameter of ours would be. */
interface WeightFile {

    /** Everything that it holds, by the file's own names, in its order. */
    Map<String, StoredTensor> tensors();

    /**
     * The names under which the file may hold this parameter, the likeliest first.
     *
     * @param graph the network, whose name tells which names are in use
     */
    List<String> namesOf(Graph graph, Node node, Parameter parameter);

    /** What turns the file's axes into ours. */
    Axes axes();

    /** What the file's definition adds to the variance in batch normalisation where it differs from the node's own. */
    double epsilonOf(Graph graph, double own);

    /** What computes otherwise than our network although the weights fit; empty for nothing. */
    List<String> differences(Graph graph);

    /** Opens a file by its ending. */
    static WeightFile open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not there, or is no file");
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".weights.h5")) {
            throw new IOException(file + " is in the format of Keras 3, which keeps no names of layers: save it with"
                    + " model.save_weights(\"….h5\") of Keras 2, or take the file that Keras publishes");
        }
        if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            return KerasFile.read(file);
        }
        if (name.endsWith(".safetensors")) {
            return SafetensorsFile.read(file);
        }
        throw new IOException(
                file + " is neither Keras' .h5 nor .safetensors by its name. A PyTorch .pth is a program as well"
                        + " as data and is not read: turn it into .safetensors with the safetensors library");
    }
}
