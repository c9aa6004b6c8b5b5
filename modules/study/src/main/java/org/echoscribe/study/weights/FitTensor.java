package org.echoscribe.study.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;

/**
 * Makes a file's tensor one of ours: its axes turned to our order; a kernel over an image inflated into time where ours is over
 * frames; a first kernel over colours made one over optical flow where ours reads that. Its shape must then be the parameter's.
 *
 * @param graph the backbone
 * @param axes the file's order
 * @param file for messages
 * @param notes what was done beyond turning axes is written down here
 */
record FitTensor(Graph graph, Axes axes, Path file, List<String> notes) {

    private static final String FLOW = "flow";
    private static final String INFLATED =
            "kernels over pictures are inflated: repeated in time and divided by their frames"
                    + " (Carreira and Zisserman 2017, arXiv:1705.07750)";

    /** The tensor in the parameter's shape. */
    StoredTensor fit(StoredTensor stored, Node node, Parameter parameter) throws IOException {
        StoredTensor turned = axes.turn(stored, node, parameter);
        if (node.layer() instanceof Layer.VolumeConvolution convolution && turned.shape().length == 4) {
            turned = Axes.inflated(turned, convolution.kernel().frames());
            if (!notes.contains(INFLATED)) {
                notes.add(INFLATED);
            }
        } else if (readsFlow(node, parameter) && turned.shape().length == 4 && turned.shape()[1] == 3) {
            long channels = parameter.shape()[1];
            turned = Axes.acrossModalities(turned, channels);
            notes.add(parameter.name() + ": the mean over the file's 3 colours, for each of the " + channels
                    + " images of optical flow (Wang et al. 2016, arXiv:1608.00859)");
        }
        if (!Arrays.equals(turned.shape(), parameter.shape())) {
            throw new IOException(file + ": " + stored.name() + " has the shape " + Arrays.toString(stored.shape())
                    + ", " + parameter.name() + " of " + graph.name() + " needs " + Arrays.toString(parameter.shape())
                    + " in our order of axes. Published weights fit networks of full width only, which is width 1");
        }
        return turned;
    }

    private static boolean readsFlow(Node node, Parameter parameter) {
        return parameter.role() == Parameter.Role.KERNEL
                && node.layer() instanceof Layer.Convolution
                && node.inputs().getFirst().name().equals(FLOW);
    }
}
