package org.echoscribe.study.torch;

import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this process does its arithmetic. One device for the whole process, chosen before the first tensor: {@link Tensors}
 * puts everything there, and nothing else makes tensors, so that the rest of the code knows of no device.
 */
public final class TorchDevice {

    private static final Logger LOG = LoggerFactory.getLogger(TorchDevice.class);
    private static final Device CPU = lasting("cpu");

    private static volatile Device current = CPU;

    /** What a person may ask for. */
    public enum Choice {
        /** A CUDA device where libtorch finds one, else the processor. */
        AUTO,
        CPU,
        CUDA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private TorchDevice() {}

    /**
     * Chooses for the rest of the process, and says in the log what and why.
     *
     * @param index which CUDA device, 0-based, where there are several
     * @throws IllegalArgumentException if CUDA is demanded and libtorch has none
     */
    public static void use(Choice choice, int index) {
        boolean available = torch.cuda_is_available();
        if (choice == Choice.CUDA && !available) {
            throw new IllegalArgumentException(
                    "CUDA is demanded, but libtorch finds no CUDA device: build with the Maven"
                            + " profile `cuda-training` on a machine with CUDA 13, cuDNN 9 and a driver, or use --device cpu");
        }
        boolean cuda = choice != Choice.CPU && available;
        current = cuda ? lasting("cuda:" + index) : CPU;
        String why =
                choice != Choice.AUTO ? "asked for" : cuda ? "libtorch finds CUDA" : "libtorch finds no CUDA device";
        LOG.info("Training computes on {} ({})", name(), why);
    }

    /** {@code cpu} or {@code cuda:0}, for logs and provenance. */
    public static String name() {
        return current.str().getString();
    }

    static boolean isCuda() {
        return current.is_cuda();
    }

    static Device current() {
        return current;
    }

    static DeviceOptional optional() {
        return new DeviceOptional(current);
    }

    private static Device lasting(String name) {
        Device device = new Device(name);
        // It outlives every scope.
        device.retainReference();
        return device;
    }
}
