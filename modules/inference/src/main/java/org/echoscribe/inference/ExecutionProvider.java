package org.echoscribe.inference;

/** Where ONNX Runtime is asked to compute. */
public enum ExecutionProvider {
    /** CUDA where this build carries it and a device answers, otherwise the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** An NVIDIA GPU; where none can be used a warning says why and the CPU computes. */
    CUDA
}
