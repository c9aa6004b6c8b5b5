package org.echoscribe.study.torch;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch;

/**
 * In what precision a training step computes. Weights, gradients, the optimiser and validation are in single precision
 * whatever it is. There is no half precision (fp16): it needs its loss scaled, and the presets carry no such scaler.
 */
public enum Precision {
    FLOAT32,
    /** Convolutions and dense layers in bfloat16 (8 bits of mantissa, the range of single precision), the rest in single. */
    BFLOAT16;

    /** For the command line and provenance. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Makes what follows compute in this precision until it is closed. */
    Autocast begin() {
        return new Autocast(this == BFLOAT16);
    }

    /** libtorch's autocast, which turns operands as it goes; its cache of turned weights must not outlive a step. */
    static final class Autocast implements AutoCloseable {
        private final boolean on;

        private Autocast(boolean on) {
            this.on = on;
            if (on) {
                torch.DeviceType type = TorchDevice.current().type();
                torch.set_autocast_enabled(type, true);
                torch.set_autocast_dtype(type, torch.ScalarType.BFloat16);
            }
        }

        @Override
        public void close() {
            if (on) {
                torch.clear_cache();
                torch.set_autocast_enabled(TorchDevice.current().type(), false);
            }
        }
    }
}
