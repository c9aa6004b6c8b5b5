package org.echoscribe.study.weights;

import static org.echoscribe.study.weights.Maps.averagePool;
import static org.echoscribe.study.weights.Maps.cat;
import static org.echoscribe.study.weights.Maps.maxPool;
import static org.echoscribe.study.weights.Maps.relu;

import org.echoscribe.study.weights.Maps.Window;

/** Inception V3 as {@code torchvision/models/inception.py} and timm define it, under their names, like {@link TorchDefinitions}. */
final class TorchInception extends TorchReference {

    private static final double EPSILON = 1e-3;

    private final boolean asKeras;

    /**
     * @param asKeras padding does not count in average pools, as in Keras and so in our network
     */
    TorchInception(double width, long seed, boolean asKeras) {
        super(width, seed);
        this.asKeras = asKeras;
    }

    /** The published ones are all 1: they come from TensorFlow, whose definition has none. */
    @Override
    float[] gain(String module, int channels) {
        return tensor(module + ".weight", 1, 0, channels).values();
    }

    /** {@code torchvision.models.inception.Inception3}. */
    Maps inceptionV3(Maps x) {
        x = unit("Conv2d_1a_3x3", x, 32, Window.square(3, 2, 0));
        x = unit("Conv2d_2a_3x3", x, 32, Window.square(3, 1, 0));
        x = unit("Conv2d_2b_3x3", x, 64, Window.square(3, 1, 1));
        x = maxPool(x, Window.square(3, 2, 0));
        x = unit("Conv2d_3b_1x1", x, 80, one(1));
        x = unit("Conv2d_4a_3x3", x, 192, Window.square(3, 1, 0));
        x = maxPool(x, Window.square(3, 2, 0));
        x = inceptionA("Mixed_5b.", x, 32);
        x = inceptionA("Mixed_5c.", x, 64);
        x = inceptionA("Mixed_5d.", x, 64);
        x = inceptionB("Mixed_6a.", x);
        x = inceptionC("Mixed_6b.", x, 128);
        x = inceptionC("Mixed_6c.", x, 160);
        x = inceptionC("Mixed_6d.", x, 160);
        x = inceptionC("Mixed_6e.", x, 192);
        x = inceptionD("Mixed_7a.", x);
        x = inceptionE("Mixed_7b.", x);
        return inceptionE("Mixed_7c.", x);
    }

    private Maps inceptionA(String module, Maps x, int poolFeatures) {
        Maps five =
                unit(module + "branch5x5_2", unit(module + "branch5x5_1", x, 48, one(1)), 64, Window.square(5, 1, 2));
        Maps twice = unit(module + "branch3x3dbl_1", x, 64, one(1));
        twice = unit(module + "branch3x3dbl_2", twice, 96, Window.square(3, 1, 1));
        twice = unit(module + "branch3x3dbl_3", twice, 96, Window.square(3, 1, 1));
        return cat(unit(module + "branch1x1", x, 64, one(1)), five, twice, pooled(module, x, poolFeatures));
    }

    private Maps inceptionB(String module, Maps x) {
        Maps twice = unit(module + "branch3x3dbl_1", x, 64, one(1));
        twice = unit(module + "branch3x3dbl_2", twice, 96, Window.square(3, 1, 1));
        twice = unit(module + "branch3x3dbl_3", twice, 96, Window.square(3, 2, 0));
        Maps three = unit(module + "branch3x3", x, 384, Window.square(3, 2, 0));
        return cat(three, twice, maxPool(x, Window.square(3, 2, 0)));
    }

    private Maps inceptionC(String module, Maps x, int middle) {
        Window row = new Window(1, 7, 1, 0, 3);
        Window column = new Window(7, 1, 1, 3, 0);
        Maps seven = unit(module + "branch7x7_1", x, middle, one(1));
        seven = unit(module + "branch7x7_2", seven, middle, row);
        seven = unit(module + "branch7x7_3", seven, 192, column);
        Maps twice = unit(module + "branch7x7dbl_1", x, middle, one(1));
        twice = unit(module + "branch7x7dbl_2", twice, middle, column);
        twice = unit(module + "branch7x7dbl_3", twice, middle, row);
        twice = unit(module + "branch7x7dbl_4", twice, middle, column);
        twice = unit(module + "branch7x7dbl_5", twice, 192, row);
        return cat(unit(module + "branch1x1", x, 192, one(1)), seven, twice, pooled(module, x, 192));
    }

    private Maps inceptionD(String module, Maps x) {
        Maps three = unit(module + "branch3x3_1", x, 192, one(1));
        three = unit(module + "branch3x3_2", three, 320, Window.square(3, 2, 0));
        Maps seven = unit(module + "branch7x7x3_1", x, 192, one(1));
        seven = unit(module + "branch7x7x3_2", seven, 192, new Window(1, 7, 1, 0, 3));
        seven = unit(module + "branch7x7x3_3", seven, 192, new Window(7, 1, 1, 3, 0));
        seven = unit(module + "branch7x7x3_4", seven, 192, Window.square(3, 2, 0));
        return cat(three, seven, maxPool(x, Window.square(3, 2, 0)));
    }

    private Maps inceptionE(String module, Maps x) {
        Maps three = unit(module + "branch3x3_1", x, 384, one(1));
        Maps twice = unit(module + "branch3x3dbl_1", x, 448, one(1));
        twice = unit(module + "branch3x3dbl_2", twice, 384, Window.square(3, 1, 1));
        return cat(
                unit(module + "branch1x1", x, 320, one(1)),
                crossed(module + "branch3x3_2", three),
                crossed(module + "branch3x3dbl_3", twice),
                pooled(module, x, 192));
    }

    private Maps crossed(String module, Maps x) {
        return cat(
                unit(module + "a", x, 384, new Window(1, 3, 1, 0, 1)),
                unit(module + "b", x, 384, new Window(3, 1, 1, 1, 0)));
    }

    private Maps pooled(String module, Maps x, int filters) {
        return unit(module + "branch_pool", averagePool(x, Window.square(3, 1, 1), !asKeras), filters, one(1));
    }

    /** {@code BasicConv2d}. */
    private Maps unit(String module, Maps x, int filters, Window window) {
        return relu(norm(module + ".bn", conv(module + ".conv", x, filters, window, false), EPSILON));
    }

    private static Window one(int stride) {
        return Window.square(1, stride, 0);
    }
}
