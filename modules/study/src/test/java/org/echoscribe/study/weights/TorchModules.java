package org.echoscribe.study.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * The convolutions of torchvision's and timm's networks in the order of their declarations, written down from
 * {@code torchvision/models/inception.py}, {@code resnet.py}, {@code googlenet.py} and {@code timm/models/xception.py}.
 */
final class TorchModules {

    private TorchModules() {}

    static List<String> inceptionV3() {
        List<String> names = new ArrayList<>();
        for (String stem : "Conv2d_1a_3x3 Conv2d_2a_3x3 Conv2d_2b_3x3 Conv2d_3b_1x1 Conv2d_4a_3x3".split(" ")) {
            names.add(stem + ".conv");
        }
        String a = "branch1x1 branch5x5_1 branch5x5_2 branch3x3dbl_1 branch3x3dbl_2 branch3x3dbl_3 branch_pool";
        String b = "branch3x3 branch3x3dbl_1 branch3x3dbl_2 branch3x3dbl_3";
        String c = "branch1x1 branch7x7_1 branch7x7_2 branch7x7_3 branch7x7dbl_1 branch7x7dbl_2 branch7x7dbl_3"
                + " branch7x7dbl_4 branch7x7dbl_5 branch_pool";
        String d = "branch3x3_1 branch3x3_2 branch7x7x3_1 branch7x7x3_2 branch7x7x3_3 branch7x7x3_4";
        String e = "branch1x1 branch3x3_1 branch3x3_2a branch3x3_2b branch3x3dbl_1 branch3x3dbl_2 branch3x3dbl_3a"
                + " branch3x3dbl_3b branch_pool";
        String[][] modules = {
            {"5b", a}, {"5c", a}, {"5d", a}, {"6a", b}, {"6b", c}, {"6c", c}, {"6d", c}, {"6e", c}, {"7a", d},
            {"7b", e}, {"7c", e}
        };
        for (String[] module : modules) {
            for (String branch : module[1].split(" ")) {
                names.add("Mixed_" + module[0] + "." + branch + ".conv");
            }
        }
        return names;
    }

    static List<String> resnet50() {
        List<String> names = new ArrayList<>(List.of("conv1"));
        int[] blocks = {3, 4, 6, 3};
        for (int layer = 1; layer <= 4; layer++) {
            for (int block = 0; block < blocks[layer - 1]; block++) {
                String prefix = "layer" + layer + "." + block + ".";
                // Keras declares the shortcut first.
                if (block == 0) {
                    names.add(prefix + "downsample.0");
                }
                names.addAll(List.of(prefix + "conv1", prefix + "conv2", prefix + "conv3"));
            }
        }
        return names;
    }

    static List<String> xception() {
        List<String> names = new ArrayList<>(List.of("conv1", "conv2"));
        for (int block = 1; block <= 12; block++) {
            boolean halves = block <= 3 || block == 12;
            if (halves) {
                names.add("block" + block + ".skip");
            }
            int[] places = block == 1 ? new int[] {0, 3} : halves ? new int[] {1, 4} : new int[] {1, 4, 7};
            for (int place : places) {
                names.add("block" + block + ".rep." + place + ".conv1");
                names.add("block" + block + ".rep." + place + ".pointwise");
            }
        }
        for (String last : List.of("conv3", "conv4")) {
            names.add(last + ".conv1");
            names.add(last + ".pointwise");
        }
        return names;
    }

    /** Modules in I3D's order. */
    static String googLeNet(int convolution) {
        List<String> names = new ArrayList<>(List.of("conv1", "conv2", "conv3"));
        for (String module : "3a 3b 4a 4b 4c 4d 4e 5a 5b".split(" ")) {
            for (String branch : "branch1 branch2.0 branch2.1 branch3.0 branch3.1 branch4.1".split(" ")) {
                names.add("inception" + module + "." + branch);
            }
        }
        return names.get(convolution) + ".conv";
    }

    /** Our node that corresponds to the module at this place: ours are declared in Keras' order. */
    static String node(String graph, int place, List<String> kernels) {
        return graph.equals("inception-v3") ? "conv2d_" + (place + 1) : kernels.get(place);
    }
}
