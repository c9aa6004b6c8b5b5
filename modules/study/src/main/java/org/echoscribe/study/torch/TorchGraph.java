package org.echoscribe.study.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.Value;
import org.echoscribe.study.network.Weights;

/** A graph with its parameters in libtorch's memory, ready to be run and differentiated. Not thread-safe. */
public final class TorchGraph implements AutoCloseable {

    private final Graph graph;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Integer> lastUse = new HashMap<>();
    private final Set<String> published;
    private Set<String> frozen = Set.of();

    /** Copies the weights into libtorch. */
    public TorchGraph(Graph graph, Weights weights) {
        this.graph = graph;
        this.published = graph.outputs().values().stream().map(Value::name).collect(Collectors.toSet());
        try (PointerScope scope = new PointerScope()) {
            for (Parameter parameter : graph.parameters()) {
                Tensor tensor = Tensors.copyOf(weights.of(parameter), parameter.shape());
                tensor.set_requires_grad(parameter.role().isTrainable());
                // They outlive this scope and any the caller has: close() frees them.
                tensor.retainReference();
                parameters.put(parameter.name(), tensor);
            }
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            for (Value input : graph.nodes().get(i).inputs()) {
                lastUse.put(input.name(), i);
            }
        }
    }

    /** The declaration. */
    public Graph graph() {
        return graph;
    }

    /** The tensors by parameter name, moving statistics included. */
    Map<String, Tensor> parameters() {
        return parameters;
    }

    /** Makes these nodes keep their weights and moving statistics, in training as in evaluation; all others learn. */
    void freeze(Set<String> nodes) {
        frozen = Set.copyOf(nodes);
        for (Parameter parameter : graph.parameters()) {
            boolean learns = parameter.role().isTrainable() && !nodes.contains(parameter.node());
            parameters.get(parameter.name()).set_requires_grad(learns);
        }
    }

    /** The tensors that gradient descent changes. */
    List<Tensor> trainable() {
        return graph.parameters().stream()
                .filter(parameter -> parameter.role().isTrainable())
                .map(parameter -> parameters.get(parameter.name()))
                .toList();
    }

    /**
     * Runs the graph; results live as long as the caller's PointerScope.
     *
     * @param inputs by name, each {@code [batch, declared shape]}; images and clips are turned to channels-last memory, which
     *     is three times as fast
     */
    Map<String, Tensor> forward(Map<String, Tensor> inputs, Pass pass) {
        Map<String, Tensor> values = new HashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (node.layer() instanceof Layer.Input) {
                values.put(node.name(), Tensors.channelsLast(inputs.get(node.name())));
                continue;
            }
            List<Tensor> arguments = new ArrayList<>();
            node.inputs().forEach(input -> arguments.add(values.get(input.name())));
            values.put(
                    node.name(),
                    TorchLayer.apply(
                            node, arguments, parameters, frozen.contains(node.name()) ? Pass.EVALUATION : pass));
            releaseInputs(node, i, values);
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, value) -> outputs.put(name, values.get(value.name())));
        return outputs;
    }

    /** Where no gradient will be asked for, the last reader of a value frees it: peak memory is that of one layer. */
    private void releaseInputs(Node node, int position, Map<String, Tensor> values) {
        if (GradMode.is_enabled()) {
            return;
        }
        for (Value input : node.inputs()) {
            boolean given = graph.inputs().contains(input);
            if (!given && lastUse.get(input.name()) == position && !published.contains(input.name())) {
                Tensor dead = values.remove(input.name());
                if (dead != null) {
                    dead.close();
                }
            }
        }
    }

    /** A copy of the present weights. */
    public Weights weights() {
        Map<String, float[]> values = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> values.put(name, Tensors.floats(tensor)));
        return new Weights(values);
    }

    /** Overwrites the weights, keeping the optimiser's hold on the tensors. */
    public void load(Weights weights) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Parameter parameter : graph.parameters()) {
                parameters.get(parameter.name()).copy_(Tensors.copyOf(weights.of(parameter), parameter.shape()));
            }
        }
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
