package org.echoscribe.study.weights;

import java.util.ArrayList;
import java.util.List;

/** The convolutions of torchvision's GoogLeNet in the order of {@code torchvision/models/googlenet.py}. */
final class TorchModules {

    private TorchModules() {}

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
}
