package org.echoscribe.study.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network or one stream of it: layers in the order in which they can be computed. The trainer and the ONNX writer both
 * read this and nothing else, so they cannot disagree about the network.
 *
 * @param name what it is called in files and messages
 * @param nodes each node after everything that it reads
 * @param outputs what the graph gives, by the name under which it is published
 */
public record Graph(String name, List<Node> nodes, Map<String, Value> outputs) {

    public Graph {
        nodes = List.copyOf(nodes);
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The inputs, in declaration order. */
    public List<Value> inputs() {
        return nodes.stream()
                .filter(node -> node.layer() instanceof Layer.Input)
                .map(Node::output)
                .toList();
    }

    /** The input of this name. */
    public Value input(String inputName) {
        return inputs().stream()
                .filter(input -> input.name().equals(inputName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no input " + inputName));
    }

    /** The output of this name. */
    public Value output(String outputName) {
        Value value = outputs.get(outputName);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no output " + outputName);
        }
        return value;
    }

    /** All parameters, in the order of the nodes. */
    public List<Parameter> parameters() {
        return nodes.stream().flatMap(node -> node.parameters().stream()).toList();
    }

    /** How many numbers the graph holds, moving statistics included: Keras' "total params". */
    public long parameterCount() {
        return parameters().stream().mapToLong(Parameter::size).sum();
    }

    /** How many numbers gradient descent changes: Keras' "trainable params". */
    public long trainableParameterCount() {
        return parameters().stream()
                .filter(parameter -> parameter.role().isTrainable())
                .mapToLong(Parameter::size)
                .sum();
    }

    /** Multiplications with one addition each that one example takes: {@link Node#multiplyAdds()} of all nodes. */
    public long multiplyAdds() {
        return nodes.stream().mapToLong(Node::multiplyAdds).sum();
    }
}
