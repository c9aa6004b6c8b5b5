package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.imaging.PrepareInput;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.DecodeResult;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.inference.InferenceException;
import org.echoscribe.inference.Trial;
import org.echoscribe.pipeline.Analysis.StepTimes;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Outcome.FailureReason;
import org.echoscribe.vocabulary.Scores;

/**
 * Decode, flow, infer: a stored object to an outcome. It runs on the calling thread, so several loops side by side keep
 * all processors busy, and one loop is decoded while the network has another.
 */
final class AnalyseLoop {

    private final TrainedNetwork network;
    private final double minimumCertainty;
    private final DecodeLoop decodeLoop;
    private final PrepareInput prepareInput = new PrepareInput();

    AnalyseLoop(TrainedNetwork network, double minimumCertainty, ScreenMasks screenMasks) {
        this.network = network;
        this.minimumCertainty = minimumCertainty;
        this.decodeLoop = new DecodeLoop(screenMasks);
    }

    /**
     * Analyses one object. What is wrong with the object itself is an outcome.
     *
     * @throws IOException when its bytes cannot be read from where they are
     * @throws InferenceException when the network gave no scores
     * @throws CancellationException when the thread was interrupted
     */
    Analysis analyse(Path object) throws IOException {
        long start = System.nanoTime();
        DecodeResult decoded;
        String sopInstanceUid;
        try {
            DicomFile file = DataSetReader.read(object);
            sopInstanceUid = file.dataSet().string(Tag.SOPInstanceUID).orElse("");
            decoded = decodeLoop.decode(file, network.inputSpecification());
        } catch (DicomFormatException e) {
            return failed("The object is not readable as DICOM", e, since(start));
        } catch (NoSuchFileException e) {
            return failed("The stored object is gone from the data directory", e, since(start));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return failed("Decoding ended with an internal error: please report it", e, since(start));
        }
        Duration decode = since(start);
        return switch (decoded) {
            case DecodeResult.NotAttempted(var reason, String detail) ->
                withoutNetwork(new Outcome.NotAttempted(reason, detail), "", decode);
            case DecodeResult.Undecodable(String detail) ->
                withoutNetwork(new Outcome.Failed(FailureReason.NOT_DECODABLE, detail), "", decode);
            case DecodeResult.Decoded(DecodedLoop loop) -> classify(sopInstanceUid, loop, decode);
        };
    }

    /** Whether the network gives scores at all: those of a loop on which nothing is to be seen. */
    boolean scoresABlankLoop() {
        try {
            Scores _ = network.classify().apply(Trial.blank(network.inputSpecification()));
            return true;
        } catch (InferenceException e) {
            return false;
        }
    }

    private Analysis classify(String sopInstanceUid, DecodedLoop loop, Duration decode) {
        long start = System.nanoTime();
        NetworkInput input = prepareInput.prepare(loop, network.inputSpecification());
        Duration flow = since(start);
        long inferStart = System.nanoTime();
        Scores scores = network.classify().apply(input);
        Duration infer = since(inferStart);
        network.observer().answered(sopInstanceUid, loop, input, scores);
        return new Analysis(
                scores.certainty() < minimumCertainty ? new Outcome.Abstained(scores) : new Outcome.Classified(scores),
                "",
                Arrays.stream(loop.sourceFrameIndices()).boxed().toList(),
                loop.totalFrames(),
                input.repeatedCyclically(),
                new StepTimes(decode, flow, infer));
    }

    private static Analysis failed(String detail, Exception cause, Duration decode) {
        return withoutNetwork(new Outcome.Failed(FailureReason.NOT_DECODABLE, detail), CauseChain.of(cause), decode);
    }

    private static Analysis withoutNetwork(Outcome outcome, String cause, Duration decode) {
        return new Analysis(outcome, cause, List.of(), 0, false, new StepTimes(decode, Duration.ZERO, Duration.ZERO));
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
