package org.echoscribe.study.data;

import java.io.IOException;
import java.util.List;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.phantom.PhantomDomain;

/** Where loops come from, which decides what a model trained on them may be called. */
public enum Origin {
    /** At least one loop says in its header that no patient was examined. */
    SYNTHETIC("synthetic phantom studies"),
    /** The same, and at least one was drawn from the randomised domain, which its header says too. */
    SYNTHETIC_RANDOMISED("synthetic phantom studies of the randomised domain"),
    /** No loop does. */
    CLINICAL("labelled clinical studies");

    private static final String MARK = "SYNTHETIC";

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    /** For cards and provenance. */
    public String words() {
        return words;
    }

    /** Whether what was learnt from such loops must be called synthetic. */
    public boolean isSynthetic() {
        return this != CLINICAL;
    }

    /**
     * Reads Image Type (0008,0008) and Series Description (0008,103E) of every loop: one synthetic loop makes all of them so.
     */
    public static Origin of(List<LabelledLoop> loops) throws IOException {
        Origin origin = CLINICAL;
        for (LabelledLoop loop : loops) {
            var header = DataSetReader.readHeader(loop.file(), Tag.PixelData).dataSet();
            if (header.strings(Tag.ImageType).contains(MARK)) {
                String series = header.string(Tag.SeriesDescription).orElse("");
                if (series.contains(PhantomDomain.RANDOMISED.words())) {
                    return SYNTHETIC_RANDOMISED;
                }
                origin = SYNTHETIC;
            }
        }
        return origin;
    }
}
