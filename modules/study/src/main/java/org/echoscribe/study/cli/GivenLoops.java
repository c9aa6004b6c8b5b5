package org.echoscribe.study.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomDomain;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.OpenDataSet;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.Variation;
import org.echoscribe.study.recipe.Watch;
import picocli.CommandLine.Option;

/** The loops that a person wants learnt from: which exist or are made, whose views hold, how pictures are varied. */
final class GivenLoops {

    private static final int FEWEST_STUDIES = 4;

    /** The variations on offer. */
    enum Augmentation {
        OFF,
        MODERATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--data",
            paramLabel = "DIR|CSV",
            description = "Loops that exist already: a table of labels, or a directory with labels.csv, as from"
                    + " `echoscribe phantom`.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--files",
            paramLabel = "PATH",
            description =
                    "Where the DICOM objects are if the table does not say: a folder (also a node's spool), a file,"
                            + " or a text file with one file a line. May be repeated.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "Whose views are learnt and are the truth (default: the first reader in the table).")
    private Optional<String> reader = Optional.empty();

    @Option(
            names = "--studies",
            paramLabel = "N",
            description = "Without --data: synthetic studies to make (default: the preset's).")
    private Optional<Integer> studies = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            defaultValue = "usual",
            description = "How widely the looks of synthetic loops are drawn: ${COMPLETION-CANDIDATES} (default:"
                    + " ${DEFAULT-VALUE}). It is recorded in the bundle.")
    private PhantomDomain domain = PhantomDomain.USUAL;

    @Option(
            names = "--augmentation",
            paramLabel = "NAME",
            defaultValue = "moderate",
            description = "How much training pictures are varied: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE};"
                    + " off is the paper). It is recorded in the bundle.")
    private Augmentation augmentation = Augmentation.MODERATE;

    /** What can be seen to be wrong before anything is done. */
    void check(int defaultStudies) throws WrongUsageException {
        int wanted = studies.orElse(defaultStudies);
        if (data.isPresent() && !Files.exists(table(data.get()))) {
            throw new WrongUsageException(
                    table(data.get()) + " is not there: --data needs a directory with labels.csv");
        }
        if (data.isEmpty() && wanted < FEWEST_STUDIES) {
            throw new WrongUsageException(
                    "--studies must be at least " + FEWEST_STUDIES + ", to have some on each side, but is " + wanted);
        }
    }

    /** Which loops they are, in words. */
    String words(int defaultStudies) {
        return data.map(Path::toString)
                .orElse(studies.orElse(defaultStudies) + " synthetic studies, " + domain.words());
    }

    /** How training pictures are varied. */
    Variation variation() {
        return augmentation == Augmentation.OFF ? Variation.NONE : Variation.MODERATE;
    }

    /**
     * Opens what exists, or else makes synthetic studies in {@code out}.
     *
     * @param threads how many studies are made at once
     */
    DataSet open(int defaultStudies, long seed, Path out, int threads, Watch watch) throws IOException {
        if (data.isPresent()) {
            return OpenDataSet.open(table(data.get()), files);
        }
        int wanted = studies.orElse(defaultStudies);
        watch.task(wanted + " SYNTHETIC studies");
        PrepareLoops.Progress bar = watch.loops("synthetic loops made");
        Path labels = new GeneratePhantom(threads)
                .generate(
                        out.resolve("studies"), PhantomRequest.of(wanted, seed).from(domain), bar::loopDone);
        return OpenDataSet.open(labels, files);
    }

    /** The reader of {@code --reader}, who must have read something; without it the first one in the table. */
    String reader(DataSet dataSet) throws WrongUsageException {
        String wanted = reader.orElse(dataSet.readers().getFirst());
        if (!dataSet.readers().contains(wanted)) {
            throw new WrongUsageException(
                    "No loop was read by \"" + wanted + "\"; the readers are " + String.join(", ", dataSet.readers()));
        }
        return wanted;
    }

    private static Path table(Path data) {
        return Files.isDirectory(data) ? data.resolve("labels.csv") : data;
    }
}
