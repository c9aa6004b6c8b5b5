package org.echoscribe.study.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;

/**
 * What Keras calls things. Our nodes have the names of Keras' layers; what differs between Keras' versions is made alike here:
 *
 * <ul>
 *   <li>{@code conv1/conv} is {@code conv1_conv};
 *   <li>layers that Keras numbers ({@code conv2d}, {@code conv2d_1}, ... or {@code conv2d_95}, ...) are counted from 1;
 *   <li>layers of Keras 1, {@code convolution2d_1} and {@code batchnormalization_1}, are {@code conv2d_1} and
 *       {@code batch_normalization_1}; its variables {@code block1_conv1_W_1:0} and {@code _b_1:0} are {@code kernel} and
 *       {@code bias};
 *   <li>ResNet-50's old layers {@code res2a_branch2a}, {@code bn2a_branch1} are {@code conv2_block1_1_conv},
 *       {@code conv2_block1_0_bn}.
 * </ul>
 */
final class KerasNames {

    private static final Pattern NUMBERED = Pattern.compile("(conv(?:olution)?2d|batch_?normalization)(?:_(\\d+))?");
    private static final Pattern KERAS_1 =
            Pattern.compile(".*_(W|b|gamma|beta|running_mean|running_std|depthwise_kernel|pointwise_kernel)(?:_\\d+)?");
    private static final Pattern OLD_RESNET = Pattern.compile("(res|bn)([2-5])([a-f])_branch(1|2[a-c])");
    private static final List<String> XCEPTION_SHORTCUTS =
            List.of("block2_shortcut", "block3_shortcut", "block4_shortcut", "block13_shortcut");

    private KerasNames() {}

    /** The same tensors by {@code layer/variable}. */
    static Map<String, StoredTensor> alike(Map<String, StoredTensor> byPath) {
        Map<String, TreeSet<Integer>> numbers = new TreeMap<>();
        byPath.keySet().forEach(path -> {
            Matcher numbered = NUMBERED.matcher(layer(path));
            if (numbered.matches()) {
                numbers.computeIfAbsent(kind(numbered), _ -> new TreeSet<>()).add(number(numbered));
            }
        });
        Map<String, StoredTensor> alike = new LinkedHashMap<>();
        byPath.forEach((path, tensor) -> alike.put(counted(layer(path), numbers) + "/" + variable(path), tensor));
        return alike;
    }

    private static String kind(Matcher numbered) {
        return numbered.group(1).startsWith("conv") ? "conv2d" : "batch_normalization";
    }

    private static int number(Matcher numbered) {
        return numbered.group(2) == null ? 0 : Integer.parseInt(numbered.group(2));
    }

    private static String counted(String layer, Map<String, TreeSet<Integer>> numbers) {
        Matcher numbered = NUMBERED.matcher(layer);
        if (numbered.matches()) {
            String kind = kind(numbered);
            return kind + "_" + (numbers.get(kind).headSet(number(numbered)).size() + 1);
        }
        Matcher old = OLD_RESNET.matcher(layer);
        if (old.matches()) {
            int block = old.group(3).charAt(0) - 'a' + 1;
            String branch = old.group(4);
            int convolution = branch.equals("1") ? 0 : branch.charAt(1) - 'a' + 1;
            String kind = old.group(1).equals("res") ? "conv" : "bn";
            return "conv" + old.group(2) + "_block" + block + "_" + convolution + "_" + kind;
        }
        return layer;
    }

    /** The layer of {@code conv1/conv/conv1/conv/kernel:0} is {@code conv1_conv}: the path says it twice. */
    private static String layer(String path) {
        String[] parts = path.split("/");
        List<String> layer = new ArrayList<>(Arrays.asList(parts).subList(0, parts.length - 1));
        int half = layer.size() / 2;
        if (layer.size() % 2 == 0 && layer.subList(0, half).equals(layer.subList(half, layer.size()))) {
            layer = layer.subList(0, half);
        }
        return String.join("_", layer);
    }

    private static String variable(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst(":\\d+$", "");
        Matcher old = KERAS_1.matcher(name);
        if (!old.matches()) {
            return name;
        }
        return switch (old.group(1)) {
            case "W" -> "kernel";
            case "b" -> "bias";
            case "running_mean" -> "moving_mean";
            case "running_std" -> "moving_variance";
            default -> old.group(1);
        };
    }

    /** Where the parameter would be. */
    static List<String> of(Graph graph, Node node, Parameter parameter) {
        String name = node.name();
        String variable = Parameter.nameOf("", parameter.role());
        if (name.endsWith("_depthwise")) {
            return List.of(name.replaceFirst("_depthwise$", "") + "/depthwise_kernel");
        }
        if (name.endsWith("_pointwise") && parameter.role() == Parameter.Role.KERNEL) {
            return List.of(name.replaceFirst("_pointwise$", "") + "/pointwise_kernel");
        }
        int shortcut = XCEPTION_SHORTCUTS.indexOf(name.replaceFirst("_bn$", "")) + 1;
        if (graph.name().equals("xception") && shortcut > 0) {
            return List.of((name.endsWith("_bn") ? "batch_normalization_" : "conv2d_") + shortcut + variable);
        }
        if (graph.name().equals("resnet50") && name.startsWith("conv1_")) {
            String old = name.equals("conv1_conv") ? "conv1" : "bn_conv1";
            return List.of(name + variable, old + variable);
        }
        return List.of(name + variable);
    }
}
