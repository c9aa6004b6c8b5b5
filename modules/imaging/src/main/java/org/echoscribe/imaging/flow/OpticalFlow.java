package org.echoscribe.imaging.flow;

import java.util.List;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dense TV-L1 optical flow; safe for any number of threads at once. */
public interface OpticalFlow {

    /**
     * The flow from each frame to the next: one field fewer than frames, none for fewer than two frames. A field depends
     * on its two frames alone, never on the others, so any run of frames may be cut anywhere with an overlap of one.
     *
     * @param frames frames of one size, at least 3 x 3 pixels, ascending in time
     * @throws IllegalArgumentException if sizes differ or a parameter is outside its range
     */
    List<FlowField> between(List<GreyImage> frames, TvL1Parameters parameters);

    /** The name for logs, such as "TV-L1 on the Vector API, 16 lanes". */
    String name();

    /** The product's own implementation where the JVM has the Vector API, otherwise OpenCV's, ten times slower. */
    static OpticalFlow fastest() {
        Logger log = LoggerFactory.getLogger(OpticalFlow.class);
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            log.warn("Optical flow falls back to OpenCV's TV-L1, which is about ten times slower: "
                    + "start the JVM with --add-modules=jdk.incubator.vector");
            return new OpenCvTvl1();
        }
        OpticalFlow flow = new VectorTvl1();
        log.info("Optical flow: {}", flow.name());
        return flow;
    }
}
