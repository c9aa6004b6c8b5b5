package org.echoscribe.study.data;

import java.io.IOException;
import java.util.List;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;

/** Where loops come from, which decides what a model trained on them may be called. */
public enum Origin {
    /** At least one loop says in its header that no patient was examined. */
    SYNTHETIC("synthetic phantom studies"),
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

    /** Reads Image Type (0008,0008) of every loop: one synthetic loop makes all of them so. */
    public static Origin of(List<LabelledLoop> loops) throws IOException {
        for (LabelledLoop loop : loops) {
            var header = DataSetReader.readHeader(loop.file(), Tag.PixelData).dataSet();
            if (header.strings(Tag.ImageType).contains(MARK)) {
                return SYNTHETIC;
            }
        }
        return CLINICAL;
    }
}
