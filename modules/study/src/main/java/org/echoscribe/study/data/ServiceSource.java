package org.echoscribe.study.data;

import java.io.IOException;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.PrepareInput;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.DecodeResult;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;

/** Inputs by the very steps that the service takes with a received loop: read, decode and mask, prepare. */
public final class ServiceSource implements PrepareLoops.LoopSource {

    private final ScreenMasks screenMasks = SiteScreenMasks.read();
    private final DecodeLoop decodeLoop = new DecodeLoop(screenMasks);
    private final PrepareInput prepareInput = new PrepareInput();

    @Override
    public String settings() {
        return screenMasks.toString();
    }

    @Override
    public NetworkInput prepare(LabelledLoop loop, InputSpecification specification) throws IOException {
        return switch (decodeLoop.decode(DataSetReader.read(loop.file()), specification)) {
            case DecodeResult.Decoded(var decoded) -> prepareInput.prepare(decoded, specification);
            case DecodeResult.NotAttempted(var reason, var detail) -> throw refused(loop, reason + ": " + detail);
            case DecodeResult.Undecodable(var detail) -> throw refused(loop, detail);
        };
    }

    private static IOException refused(LabelledLoop loop, String detail) {
        return new IOException("The labelled loop " + loop.sopInstanceUid() + " (" + loop.file() + ") cannot be used: "
                + detail + ". Take its line out of labels.csv, or mend the file");
    }
}
