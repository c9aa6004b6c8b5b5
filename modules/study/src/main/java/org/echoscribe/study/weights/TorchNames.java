package org.echoscribe.study.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What torchvision and timm call the modules that correspond to our nodes: VGG-16, Inception V3, ResNet-50 and DenseNet-121 as
 * both publish them, Xception as timm does ({@code legacy_xception}), and torchvision's GoogLeNet for the Inception V1 that
 * I3D is inflated from. docs/study.md has the table.
 */
final class TorchNames {

    private static final int[] VGG_FEATURES = {0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28};
    private static final int[] VGG_CONVOLUTIONS = {2, 2, 3, 3, 3};
    private static final Pattern RESNET = Pattern.compile("conv([2-5])_block(\\d+)_([0-3])_(conv|bn)");
    private static final Pattern DENSE = Pattern.compile("conv([2-5])_block(\\d+)_([0-2])_(conv|bn)");
    private static final Pattern TRANSITION = Pattern.compile("pool([2-4])_(conv|bn)");
    private static final Pattern SEPARABLE = Pattern.compile("block(\\d+)_sepconv(\\d)_?(depthwise|pointwise|bn)");
    private static final Pattern SHORTCUT = Pattern.compile("block(\\d+)_shortcut(_bn)?");
    private static final Pattern I3D = Pattern.compile("Conv3d_([345][a-f])_([0-3])([ab])_\\dx\\d_(conv|bn)");

    private static final Map<String, String> VGG = vgg();
    private static final List<String> INCEPTION = inception();

    private TorchNames() {}

    /** The modules, the likeliest first; none where the network is not published so. */
    static List<String> of(String graph, String node) {
        return switch (graph) {
            case "vgg16" -> optional(VGG.get(node));
            case "inception-v3" -> inception(node);
            case "resnet50" -> resnet(node);
            case "densenet121" -> dense(node);
            case "xception" -> xception(node);
            case "i3d" -> googLeNet(node);
            default -> List.of();
        };
    }

    private static List<String> optional(String name) {
        return name == null ? List.of() : List.of(name);
    }

    private static Map<String, String> vgg() {
        Map<String, String> names = new HashMap<>();
        int next = 0;
        for (int block = 0; block < VGG_CONVOLUTIONS.length; block++) {
            for (int i = 1; i <= VGG_CONVOLUTIONS[block]; i++) {
                names.put("block" + (block + 1) + "_conv" + i, "features." + VGG_FEATURES[next++]);
            }
        }
        return names;
    }

    /** In the order in which Keras numbers its convolutions. */
    private static List<String> inception() {
        List<String> names = new ArrayList<>(
                List.of("Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "Conv2d_3b_1x1", "Conv2d_4a_3x3"));
        for (String module : List.of("5b", "5c", "5d")) {
            add(names, module, "1x1", "5x5_1", "5x5_2", "3x3dbl_1", "3x3dbl_2", "3x3dbl_3", "_pool");
        }
        add(names, "6a", "3x3", "3x3dbl_1", "3x3dbl_2", "3x3dbl_3");
        for (String module : List.of("6b", "6c", "6d", "6e")) {
            add(names, module, "1x1", "7x7_1", "7x7_2", "7x7_3");
            add(names, module, "7x7dbl_1", "7x7dbl_2", "7x7dbl_3", "7x7dbl_4", "7x7dbl_5", "_pool");
        }
        add(names, "7a", "3x3_1", "3x3_2", "7x7x3_1", "7x7x3_2", "7x7x3_3", "7x7x3_4");
        for (String module : List.of("7b", "7c")) {
            add(names, module, "1x1", "3x3_1", "3x3_2a", "3x3_2b");
            add(names, module, "3x3dbl_1", "3x3dbl_2", "3x3dbl_3a", "3x3dbl_3b", "_pool");
        }
        return List.copyOf(names);
    }

    private static void add(List<String> names, String module, String... branches) {
        for (String branch : branches) {
            names.add("Mixed_" + module + ".branch" + branch);
        }
    }

    private static List<String> inception(String node) {
        int number = Integer.parseInt(node.substring(node.lastIndexOf('_') + 1));
        return List.of(INCEPTION.get(number - 1) + (node.startsWith("conv2d") ? ".conv" : ".bn"));
    }

    private static List<String> resnet(String node) {
        if (node.equals("conv1_conv") || node.equals("conv1_bn")) {
            return List.of(node.equals("conv1_conv") ? "conv1" : "bn1");
        }
        Matcher matcher = RESNET.matcher(node);
        if (!matcher.matches()) {
            return List.of();
        }
        String block =
                "layer" + (Integer.parseInt(matcher.group(1)) - 1) + "." + (Integer.parseInt(matcher.group(2)) - 1);
        boolean convolution = matcher.group(4).equals("conv");
        return List.of(
                matcher.group(3).equals("0")
                        ? block + ".downsample." + (convolution ? "0" : "1")
                        : block + "." + matcher.group(4) + matcher.group(3));
    }

    private static List<String> dense(String node) {
        switch (node) {
            case "conv1_conv" -> {
                return List.of("features.conv0");
            }
            case "conv1_bn" -> {
                return List.of("features.norm0");
            }
            case "bn" -> {
                return List.of("features.norm5");
            }
            default -> {}
        }
        Matcher transition = TRANSITION.matcher(node);
        if (transition.matches()) {
            String kind = transition.group(2).equals("conv") ? "conv" : "norm";
            return List.of("features.transition" + (Integer.parseInt(transition.group(1)) - 1) + "." + kind);
        }
        Matcher matcher = DENSE.matcher(node);
        if (!matcher.matches()) {
            return List.of();
        }
        String layer =
                "features.denseblock" + (Integer.parseInt(matcher.group(1)) - 1) + ".denselayer" + matcher.group(2);
        int place = Integer.parseInt(matcher.group(3));
        String kind = matcher.group(4).equals("conv") ? "conv" : "norm";
        // Keras numbers the first normalisation 0, the second as the convolution before it; torchvision's file of 2017
        // has dots.
        int number = kind.equals("conv") ? place : place + 1;
        return List.of(layer + "." + kind + number, layer + "." + kind + "." + number);
    }

    private static List<String> xception(String node) {
        Matcher shortcut = SHORTCUT.matcher(node);
        if (shortcut.matches()) {
            return List.of("block" + timmBlock(shortcut.group(1)) + (shortcut.group(2) == null ? ".skip" : ".skipbn"));
        }
        if (node.startsWith("block1_conv")) {
            String number = node.substring("block1_conv".length()).replace("_bn", "");
            return List.of((node.endsWith("_bn") ? "bn" : "conv") + number);
        }
        Matcher separable = SEPARABLE.matcher(node);
        if (!separable.matches()) {
            return List.of();
        }
        int block = Integer.parseInt(separable.group(1));
        int place = Integer.parseInt(separable.group(2));
        String kind = separable.group(3);
        if (block == 14) {
            String number = String.valueOf(place + 2);
            return List.of(kind.equals("bn") ? "bn" + number : "conv" + number + separableModule(kind));
        }
        // Without the rectifier that the first block lacks, everything stands one place earlier.
        int position = 3 * (place - 1) + (block == 2 ? 0 : 1);
        String module = "block" + timmBlock(separable.group(1)) + ".rep.";
        return List.of(kind.equals("bn") ? module + (position + 1) : module + position + separableModule(kind));
    }

    /** Keras counts the stem as block 1. */
    private static int timmBlock(String kerasBlock) {
        return Integer.parseInt(kerasBlock) - 1;
    }

    private static String separableModule(String kind) {
        return kind.equals("depthwise") ? ".conv1" : ".pointwise";
    }

    private static List<String> googLeNet(String node) {
        String kind = node.endsWith("_bn") ? ".bn" : ".conv";
        if (node.startsWith("Conv3d_1a")) {
            return List.of("conv1" + kind);
        }
        if (node.startsWith("Conv3d_2")) {
            return List.of((node.startsWith("Conv3d_2b") ? "conv2" : "conv3") + kind);
        }
        Matcher matcher = I3D.matcher(node);
        if (!matcher.matches()) {
            return List.of();
        }
        String module = matcher.group(1);
        // I3D counts modules from b, GoogLeNet from a.
        String inception = "inception" + module.charAt(0) + (char) (module.charAt(1) - 1);
        int branch = Integer.parseInt(matcher.group(2));
        String place = switch (branch) {
            case 1, 2 -> matcher.group(3).equals("a") ? ".0" : ".1";
            case 3 -> ".1"; // behind its pool
            default -> "";
        };
        return List.of(inception + ".branch" + (branch + 1) + place + kind);
    }
}
