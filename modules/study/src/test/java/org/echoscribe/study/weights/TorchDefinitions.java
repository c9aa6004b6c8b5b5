package org.echoscribe.study.weights;

import static org.echoscribe.study.weights.Maps.averagePool;
import static org.echoscribe.study.weights.Maps.cat;
import static org.echoscribe.study.weights.Maps.maxPool;
import static org.echoscribe.study.weights.Maps.relu;
import static org.echoscribe.study.weights.Maps.sum;

import org.echoscribe.study.weights.Maps.Window;

/**
 * VGG-16, ResNet-50, DenseNet-121 and Xception as torchvision and timm define them, walked module by module under their
 * published names. Written from {@code torchvision/models/vgg.py}, {@code resnet.py}, {@code densenet.py} and
 * {@code timm/models/xception.py}: neither names nor order come from this program's own networks.
 */
final class TorchDefinitions extends TorchReference {

    private static final double PYTORCH = 1e-5;

    private final boolean asKeras;

    /**
     * @param asKeras a ResNet stack's stride in its first 1x1 convolution, where Keras and so our network have it, and not in
     *     the 3x3 one
     */
    TorchDefinitions(double width, long seed, boolean asKeras) {
        super(width, seed);
        this.asKeras = asKeras;
    }

    /** {@code torchvision.models.vgg.VGG}, {@code cfgs["D"]}. */
    Maps vgg16(Maps x) {
        int place = 0;
        for (String block : "64 64, 128 128, 256 256 256, 512 512 512, 512 512 512".split(", ")) {
            for (String filters : block.split(" ")) {
                x = relu(conv("features." + place, x, Integer.parseInt(filters), Window.square(3, 1, 1), true));
                place += 2;
            }
            x = maxPool(x, Window.square(2, 2, 0));
            place++;
        }
        return x;
    }

    /** {@code torchvision.models.resnet.resnet50}: bottlenecks of 3, 4, 6 and 3. */
    Maps resnet50(Maps x) {
        x = relu(norm("bn1", conv("conv1", x, 64, Window.square(7, 2, 3), false), PYTORCH));
        x = maxPool(x, Window.square(3, 2, 1));
        int[] blocks = {3, 4, 6, 3};
        for (int layer = 1; layer <= 4; layer++) {
            int planes = 64 << layer - 1;
            for (int block = 0; block < blocks[layer - 1]; block++) {
                x = bottleneck(
                        "layer" + layer + "." + block + ".", x, planes, block == 0, block == 0 && layer > 1 ? 2 : 1);
            }
        }
        return x;
    }

    private Maps bottleneck(String module, Maps x, int planes, boolean downsample, int stride) {
        int first = asKeras ? stride : 1;
        Maps out = relu(norm(module + "bn1", conv(module + "conv1", x, planes, one(first), false), PYTORCH));
        Window three = Window.square(3, asKeras ? 1 : stride, 1);
        out = relu(norm(module + "bn2", conv(module + "conv2", out, planes, three, false), PYTORCH));
        out = norm(module + "bn3", conv(module + "conv3", out, 4 * planes, one(1), false), PYTORCH);
        Maps identity = downsample
                ? norm(
                        module + "downsample.1",
                        conv(module + "downsample.0", x, 4 * planes, one(stride), false),
                        PYTORCH)
                : x;
        return relu(sum(out, identity));
    }

    /** {@code torchvision.models.densenet.densenet121}: growth 32, blocks of 6, 12, 24 and 16. */
    Maps densenet121(Maps x) {
        x = relu(norm("features.norm0", conv("features.conv0", x, 64, Window.square(7, 2, 3), false), PYTORCH));
        x = maxPool(x, Window.square(3, 2, 1));
        int growth = channels(32);
        int[] layers = {6, 12, 24, 16};
        for (int block = 1; block <= 4; block++) {
            for (int layer = 1; layer <= layers[block - 1]; layer++) {
                String module = "features.denseblock" + block + ".denselayer" + layer + ".";
                Maps y = relu(norm(module + "norm1", x, PYTORCH));
                y = relu(norm(module + "norm2", convTo(module + "conv1", y, 4 * growth, one(1), false), PYTORCH));
                x = cat(x, convTo(module + "conv2", y, growth, Window.square(3, 1, 1), false));
            }
            if (block < 4) {
                String module = "features.transition" + block + ".";
                Maps y = relu(norm(module + "norm", x, PYTORCH));
                y = convTo(module + "conv", y, x.channels() / 2, one(1), false);
                x = averagePool(y, Window.square(2, 2, 0), true);
            }
        }
        return relu(norm("features.norm5", x, PYTORCH));
    }

    /** {@code timm.models.xception.Xception}. */
    Maps xception(Maps x) {
        x = relu(norm("bn1", conv("conv1", x, 32, Window.square(3, 2, 0), false), PYTORCH));
        x = relu(norm("bn2", conv("conv2", x, 64, Window.square(3, 1, 0), false), PYTORCH));
        x = block("block1", x, 2, false, 128, 128);
        x = block("block2", x, 2, true, 256, 256);
        x = block("block3", x, 2, true, 728, 728);
        for (int middle = 4; middle <= 11; middle++) {
            x = block("block" + middle, x, 1, true, 728, 728, 728);
        }
        x = block("block12", x, 2, true, 728, 1024);
        x = relu(norm("bn3", separable("conv3", x, 1536), PYTORCH));
        return relu(norm("bn4", separable("conv4", x, 2048), PYTORCH));
    }

    /** {@code Block}: its {@code rep} counts rectifiers, separable convolutions and normalisations. */
    private Maps block(String module, Maps x, int stride, boolean startsWithRelu, int... filters) {
        Maps y = x;
        int place = 0;
        for (int i = 0; i < filters.length; i++) {
            if (i > 0 || startsWithRelu) {
                y = relu(y);
                place++;
            }
            y = separable(module + ".rep." + place++, y, filters[i]);
            y = norm(module + ".rep." + place++, y, PYTORCH);
        }
        if (stride == 1) {
            return sum(y, x);
        }
        y = maxPool(y, Window.square(3, stride, 1));
        Maps skip = conv(module + ".skip", x, filters[filters.length - 1], one(stride), false);
        return sum(y, norm(module + ".skipbn", skip, PYTORCH));
    }

    private Maps separable(String module, Maps x, int filters) {
        Maps depthwise = depthwise(module + ".conv1", x, Window.square(3, 1, 1));
        return conv(module + ".pointwise", depthwise, filters, one(1), false);
    }

    private static Window one(int stride) {
        return Window.square(1, stride, 0);
    }
}
