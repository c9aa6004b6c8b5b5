package org.echoscribe.phantom;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes synthetic studies as DICOM files with their labels: {@code studies/SYN-0001/loop-01.dcm} and so on, and
 * {@code labels.csv} with the header {@code sop_instance_uid,study_instance_uid,view,reader,file}, the reader being
 * {@code phantom-truth}.
 *
 * <p>It may be stopped at any moment and started again: every file is written under another name and renamed when it
 * is whole, files that are there already are kept, and {@code labels.csv} comes last.
 */
public final class GeneratePhantom {

    /** Told after each loop, from any thread: {@code done} of {@code total} loops are there. */
    @FunctionalInterface
    public interface Progress {
        void loopDone(int done, int total);
    }

    private final int threads;

    /** @param threads loops rendered at the same time, at least 1; it does not change the result */
    public GeneratePhantom(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        this.threads = threads;
    }

    /**
     * Generates what is asked for under {@code directory}, which is made if it is not there.
     *
     * @return the path of {@code labels.csv}
     */
    public Path generate(Path directory, PhantomRequest request, Progress progress) throws IOException {
        throw new IOException("follows " + directory + request + progress + threads);
    }
}
