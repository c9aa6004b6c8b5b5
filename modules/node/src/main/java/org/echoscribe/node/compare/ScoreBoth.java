package org.echoscribe.node.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.node.cart.FindFiles;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.wiring.Home;
import org.echoscribe.node.wiring.OpenNetwork;
import org.echoscribe.node.wiring.OpenScreenMasks;
import org.echoscribe.node.wiring.PlanPipeline;
import org.echoscribe.pipeline.ClassifyFile;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/** Scores the same loops with two bundles, by the node's own steps. */
public final class ScoreBoth implements AutoCloseable {

    private final OpenNetwork first;
    private final OpenNetwork second;
    private final ClassifyFile byFirst;
    private final ClassifyFile bySecond;

    private ScoreBoth(OpenNetwork first, OpenNetwork second, Configuration configuration) throws IOException {
        ScreenMasks screenMasks = OpenScreenMasks.of(configuration);
        this.first = first;
        this.second = second;
        this.byFirst = new ClassifyFile(first.network(), PlanPipeline.reports(configuration), screenMasks);
        this.bySecond = new ClassifyFile(second.network(), PlanPipeline.reports(configuration), screenMasks);
    }

    /** Opens both. */
    public static ScoreBoth open(Path first, Path second, Configuration configuration) throws IOException {
        OpenNetwork opened = OpenNetwork.openTried(Home.orSame(first), configuration);
        try {
            return new ScoreBoth(opened, OpenNetwork.openTried(Home.orSame(second), configuration), configuration);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The files of these objects below some places, by SOP Instance UID; other files are left alone. */
    public static Map<String, Path> find(Set<String> sopInstanceUids, List<Path> places) throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path file : FindFiles.below(places)) {
            uid(file).filter(sopInstanceUids::contains).ifPresent(uid -> found.putIfAbsent(uid, file));
        }
        return found;
    }

    /** A loop with what both say; empty where one of them does not score it. */
    public Optional<ScoredLoop> score(Path file, Optional<View> truth) throws IOException {
        Optional<Scores> one = scores(byFirst.classify(file));
        Optional<Scores> other = scores(bySecond.classify(file));
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        var header = DataSetReader.readHeader(file, Tag.PixelData).dataSet();
        return Optional.of(new ScoredLoop(
                header.string(Tag.SOPInstanceUID).orElse(""),
                header.string(Tag.StudyInstanceUID).orElse(""),
                one.get(),
                other.get(),
                truth));
    }

    private static Optional<Scores> scores(ClassifyFile.ClassifiedFile classified) {
        return switch (classified.analysis().outcome()) {
            case Outcome.Classified(Scores scores) -> Optional.of(scores);
            case Outcome.Abstained(Scores scores) -> Optional.of(scores);
            case Outcome.NotAttempted _, Outcome.Failed _ -> Optional.empty();
        };
    }

    private static Optional<String> uid(Path file) throws IOException {
        try {
            return DataSetReader.readHeader(file, Tag.StudyInstanceUID)
                    .dataSet()
                    .string(Tag.SOPInstanceUID);
        } catch (DicomFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
