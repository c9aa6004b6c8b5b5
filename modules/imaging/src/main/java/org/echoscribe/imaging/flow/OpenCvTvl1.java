package org.echoscribe.imaging.flow;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_optflow.DualTVL1OpticalFlow;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/** OpenCV's dual TV-L1: the oracle of our own, and what is used where the JVM lacks the Vector API. */
public final class OpenCvTvl1 implements OpticalFlow {

    public OpenCvTvl1() {
        // Threads go over pairs and loops; OpenCV's own would fight with them.
        opencv_core.setNumThreads(1);
    }

    @Override
    public String name() {
        return "TV-L1 of OpenCV";
    }

    @Override
    public List<FlowField> between(List<GreyImage> frames, TvL1Parameters parameters) {
        FlowArguments.check(frames, parameters);
        List<FlowField> fields = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            fields.add(flow(frames.get(i - 1), frames.get(i), parameters));
        }
        return fields;
    }

    private static FlowField flow(GreyImage first, GreyImage second, TvL1Parameters parameters) {
        int width = first.width();
        int height = first.height();
        // A new one for each pair, because it forgets scales that one pair had no room for.
        try (DualTVL1OpticalFlow algorithm = create(parameters);
                Mat from = unitRange(first);
                Mat to = unitRange(second);
                Mat flow = new Mat()) {
            algorithm.calc(from, to, flow);
            float[] interleaved = new float[2 * width * height];
            try (FloatPointer pixels = new FloatPointer(flow.data())) {
                pixels.get(interleaved);
            }
            float[] horizontal = new float[width * height];
            float[] vertical = new float[width * height];
            for (int i = 0; i < horizontal.length; i++) {
                horizontal[i] = interleaved[2 * i];
                vertical[i] = interleaved[2 * i + 1];
            }
            return new FlowField(width, height, horizontal, vertical);
        }
    }

    /** OpenCV reads float frames as 0..1. */
    private static Mat unitRange(GreyImage frame) {
        float[] scaled = new float[frame.values().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = frame.values()[i] / 255f;
        }
        Mat mat = new Mat(frame.height(), frame.width(), opencv_core.CV_32FC1);
        try (FloatPointer pixels = new FloatPointer(mat.data())) {
            pixels.put(scaled);
        }
        return mat;
    }

    private static DualTVL1OpticalFlow create(TvL1Parameters parameters) {
        return DualTVL1OpticalFlow.create(
                FlowArguments.decimal(parameters.tau()),
                FlowArguments.decimal(parameters.lambda()),
                FlowArguments.decimal(parameters.theta()),
                parameters.scales(),
                parameters.warps(),
                FlowArguments.decimal(parameters.epsilon()),
                parameters.innerIterations(),
                parameters.outerIterations(),
                FlowArguments.decimal(parameters.scaleStep()),
                0,
                parameters.medianFiltering(),
                false);
    }
}
