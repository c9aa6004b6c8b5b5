package org.echoscribe.imaging.flow;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for one field at default parameters on one thread: two pyramids and the flow between them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
public class FlowBenchmark {

    @Param({"224", "112"})
    public int size;

    private List<GreyImage> frames;
    private final OpticalFlow ours = new VectorTvl1();
    private final OpticalFlow openCv = new OpenCvTvl1();

    /** Synthetic speckle of a beating sector. */
    @Setup
    public void renderFrames() {
        frames = new Speckle(1).beating(size, size, 2, 2);
    }

    @Benchmark
    public List<FlowField> vectorApi() {
        return ours.between(frames, TvL1Parameters.defaults());
    }

    @Benchmark
    public List<FlowField> openCv() {
        return openCv.between(frames, TvL1Parameters.defaults());
    }
}
