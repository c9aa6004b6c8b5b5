package org.echoscribe.study.onnx;

/** How kernels are stored in the file. Arithmetic is single precision either way. */
public enum WeightPrecision {
    /** As trained. */
    FLOAT32,
    /** Half the size: rounded to half precision, and cast back once when the file is loaded. */
    FLOAT16
}
