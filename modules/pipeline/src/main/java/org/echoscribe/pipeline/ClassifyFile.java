package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.inference.InferenceException;
import org.echoscribe.report.FramesUsed;
import org.echoscribe.report.LoopResult;
import org.echoscribe.report.ReportPolicy;
import org.echoscribe.report.SourceHeader;
import org.echoscribe.report.WriteLoopReport;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;

/** Labels a file without a network or a journal: the same steps as in the node, and the same report. */
public final class ClassifyFile {

    /**
     * What became of one file.
     *
     * @param sopInstanceUid who it is; empty where the file does not say
     * @param analysis the outcome and how it came about
     * @param report the SR document, where the outcome has one
     */
    public record ClassifiedFile(String sopInstanceUid, Analysis analysis, Optional<Attributes> report) {}

    /** A report names its source's content only where the journal knows of other content under the same UID. */
    private static final String NO_DIGEST = "";

    private final TrainedNetwork network;
    private final ReportPolicy policy;
    private final AnalyseLoop analyseLoop;
    private final WriteLoopReport writeLoopReport = new WriteLoopReport();

    public ClassifyFile(TrainedNetwork network, ReportOptions reports, ScreenMasks screenMasks) {
        this.network = network;
        this.policy = reports.policyFor(network, screenMasks);
        this.analyseLoop = new AnalyseLoop(network, policy.minimumCertainty(), screenMasks);
    }

    /**
     * Labels one file; may be called by several threads at once.
     *
     * @throws IOException when the file cannot be read; what is wrong with its content is an outcome
     */
    public ClassifiedFile classify(Path file) throws IOException {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Analysis analysis = analyse(file);
        Attributes header = header(file);
        return new ClassifiedFile(
                header.string(Tag.SOPInstanceUID).orElse(""), analysis, report(header, analysis, startedAt));
    }

    private Analysis analyse(Path file) throws IOException {
        try {
            return analyseLoop.analyse(file);
        } catch (InferenceException e) {
            return Analysis.failed(
                    Outcome.FailureReason.INFERENCE_ERROR, "The network gave no scores", CauseChain.of(e));
        }
    }

    private Optional<Attributes> report(Attributes header, Analysis analysis, Instant startedAt) {
        Optional<SourceHeader> source = SourceHeader.of(header);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Loop loop = new Loop(
                source.get().sopInstanceUid(),
                source.get().sopClassUid(),
                source.get().studyInstanceUid(),
                source.get().seriesInstanceUid(),
                "",
                NO_DIGEST);
        FramesUsed framesUsed = FramesUsed.ofIndices(
                analysis.frameIndices().stream().mapToInt(Integer::intValue).toArray(),
                analysis.totalFrames(),
                analysis.repeatedCyclically());
        return writeLoopReport.write(
                new LoopResult(loop, source.get(), analysis.outcome(), framesUsed, startedAt),
                network.identity(),
                policy);
    }

    private static Attributes header(Path file) throws IOException {
        try {
            DicomFile read = DataSetReader.readHeader(file, Tag.PixelData);
            return read.dataSet();
        } catch (DicomFormatException e) {
            return new Attributes();
        }
    }
}
