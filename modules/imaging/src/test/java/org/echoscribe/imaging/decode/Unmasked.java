package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;

/** Frames as the product decodes them, before anything is masked. */
final class Unmasked {

    private Unmasked() {}

    static List<RgbFrame> decode(Path file, int mostFrames) throws IOException, UndecodableException {
        return decode(DataSetReader.read(file), mostFrames);
    }

    static List<RgbFrame> decode(DicomFile file, int mostFrames) throws IOException, UndecodableException {
        DecodeLimits limits = DecodeLimits.defaults();
        try (ByteAccess source = file.openSource()) {
            ObjectFrames frames = LocateObjectFrames.locate(file, source, limits, FfmpegLibrary::problem);
            int count = Math.min(mostFrames, frames.count());
            return frames.decode(source, IntStream.range(0, count).toArray(), limits, Runnable::run);
        }
    }
}
