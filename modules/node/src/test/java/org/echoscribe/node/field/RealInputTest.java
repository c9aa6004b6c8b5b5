package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.ViewReport;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.DcmtkPeer;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.OrthancPeer;
import org.echoscribe.testkit.SharedFiles;
import org.echoscribe.testkit.sr.SrValidator;
import org.echoscribe.testkit.sr.SrValidators;
import org.echoscribe.vocabulary.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every real ultrasound file goes from DCMTK's {@code storescu} through a running node to an Orthanc. */
class RealInputTest {

    private static final String JPEG_XL = "1.2.840.10008.1.2.4.11";
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    Path directory;

    private final PipelineEvents events = new PipelineEvents();
    private List<Path> files = List.of();

    @BeforeEach
    void findPeersAndFiles() throws Exception {
        files = SharedFiles.in("data");
        assumeFalse(files.isEmpty(), SharedFiles.missing("data"));
        assumeTrue(DcmtkPeer.isAvailable(), "DCMTK is not installed (package dcmtk)");
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed (package orthanc)");
        for (SrValidator validator : SrValidators.all()) {
            assumeTrue(
                    validator.unavailable().isEmpty(),
                    () -> validator.unavailable().orElseThrow());
        }
    }

    @Test
    void labelsEveryRealLoopAndTheArchiveHasValidReports() throws Exception {
        try (OrthancPeer orthanc = OrthancPeer.start(directory);
                RunningNode node = node(orthanc.destination())) {
            Destination address = new Destination("ECHOSCRIBE", "127.0.0.1", node.port());
            for (Path file : files) {
                store(address, file);
            }
            events.await(
                    "every report is delivered",
                    PATIENCE,
                    () -> node.journal().studies().open().isEmpty()
                            && node.journal().outbox().waiting("archive") == 0);

            Map<String, ReceivedLoop> loops = new HashMap<>();
            node.journal()
                    .loops()
                    .newest(1000)
                    .forEach(loop -> loops.put(loop.loop().sopInstanceUid(), loop));
            assertThat(node.journal().deadLetters().list())
                    .allMatch(letter -> letter.destination().isEmpty(), "only loops, no deliveries, may fail for good");
            Map<String, String> wrong = new TreeMap<>();
            int reportsExpected = 0;
            for (Path file : files) {
                Attributes header =
                        DataSetReader.readHeader(file, Tag.PixelData).dataSet();
                Outcome outcome = outcomeOf(loops, header);
                reportsExpected += hasReport(outcome) ? 1 : 0;
                explainIfWrong(file, header, outcome)
                        .ifPresent(why -> wrong.put(file.getFileName().toString(), why));
            }
            assertThat(wrong).isEmpty();
            judge(orthanc.download(directory.resolve("archive")), reportsExpected, loops);
        }
    }

    private void judge(List<Path> archived, int reportsExpected, Map<String, ReceivedLoop> loops) throws Exception {
        Set<String> studies = new HashSet<>();
        loops.values().stream()
                .filter(loop -> !isSetAside(loop))
                .forEach(loop -> studies.add(loop.loop().studyInstanceUid()));
        Map<String, Path> sources = new HashMap<>();
        for (Path file : files) {
            Attributes header = DataSetReader.readHeader(file, Tag.PixelData).dataSet();
            header.string(Tag.SOPInstanceUID).ifPresent(uid -> sources.put(uid, file));
        }
        int loopReports = 0;
        Set<String> summarised = new HashSet<>();
        List<String> problems = new ArrayList<>();
        Set<String> withSheet = new HashSet<>();
        int overlays = 0;
        for (Path file : archived) {
            Attributes object = DataSetReader.read(file).dataSet();
            if (SrSopClass.ofUid(object.string(Tag.SOPClassUID).orElseThrow()).isEmpty()) {
                judgePicture(file, object, sources.values(), problems);
                String study = object.string(Tag.StudyInstanceUID).orElseThrow();
                if (object.string(Tag.Modality).filter("PR"::equals).isPresent()) {
                    overlays++;
                } else {
                    withSheet.add(study);
                }
                continue;
            }
            ViewReport report = new ReadViewReport()
                    .read(object)
                    .orElseThrow(() -> new AssertionError("not a view report: " + file));
            Path source = sources.get(report.labels().getFirst().sourceSopInstanceUid());
            if (report.overallComment().isPresent()) {
                summarised.add(report.studyInstanceUid());
            } else {
                loopReports++;
                assertThat(report.labels().getFirst().comment().orElseThrow()).contains("SYNTHETIC");
            }
            List<SrValidator> validators = new ArrayList<>(SrValidators.quickBeyondFaultsOf(source));
            validators.add(SrValidators.templates());
            for (SrValidator validator : validators) {
                validator
                        .problems(List.of(file))
                        .forEach(problem -> problems.add(
                                validator.name() + " on the report of " + source.getFileName() + ": " + problem));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(loopReports).isEqualTo(reportsExpected);
        assertThat(summarised).containsExactlyInAnyOrderElementsOf(studies);
        assertThat(withSheet).containsExactlyInAnyOrderElementsOf(studies);
        assertThat(overlays).isEqualTo(reportsExpected);
    }

    /** A sheet or an overlay has no fault that none of its study's objects has. */
    private static void judgePicture(Path file, Attributes object, Collection<Path> sources, List<String> problems)
            throws Exception {
        List<String> fewest = List.of("no source");
        for (Path source : sources) {
            Attributes header = DataSetReader.readHeader(source, Tag.PixelData).dataSet();
            if (!fewest.isEmpty() && header.string(Tag.StudyInstanceUID).equals(object.string(Tag.StudyInstanceUID))) {
                fewest = SrValidators.quickBeyondFaultsOf(source).getFirst().problems(List.of(file));
            }
        }
        fewest.forEach(
                problem -> problems.add(object.string(Tag.SeriesDescription).orElse("") + ": " + problem));
    }

    /** How {@code storescu} is told to propose a file's own transfer syntax, so that it sends the bytes as they are. */
    private static final Map<String, String> PROPOSAL = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2", "-xi"),
            Map.entry("1.2.840.10008.1.2.1", "-xe"),
            Map.entry("1.2.840.10008.1.2.2", "-xb"),
            Map.entry("1.2.840.10008.1.2.1.99", "-xd"),
            Map.entry("1.2.840.10008.1.2.4.50", "-xy"),
            Map.entry("1.2.840.10008.1.2.4.51", "-xx"),
            Map.entry("1.2.840.10008.1.2.4.70", "-xs"),
            Map.entry("1.2.840.10008.1.2.4.80", "-xt"),
            Map.entry("1.2.840.10008.1.2.4.90", "-xv"),
            Map.entry("1.2.840.10008.1.2.4.91", "-xw"),
            Map.entry("1.2.840.10008.1.2.5", "-xr"));

    /** DCMTK 3.6.7 does not know JPEG XL, so that one file is sent by the test kit's own cart. */
    private static void store(Destination address, Path file) throws Exception {
        String proposal = PROPOSAL.get(transferSyntaxUid(file));
        if (proposal == null) {
            assertThat(transferSyntaxUid(file)).startsWith(JPEG_XL);
            assertThat(Cart.send(address, List.of(file)).getFirst().stored())
                    .as(file.toString())
                    .isTrue();
            return;
        }
        ExternalProgram.Result result = DcmtkPeer.store(address, List.of("-R", proposal), List.of(file));
        assertThat(result.exitCode()).as(file + "\n" + result.output()).isZero();
        assertThat(result.output()).contains("Received Store Response (Success)");
    }

    private static String transferSyntaxUid(Path file) throws Exception {
        return DataSetReader.readHeader(file, Tag.PixelData).transferSyntax().uid();
    }

    private static Outcome outcomeOf(Map<String, ReceivedLoop> loops, Attributes header) {
        return Optional.ofNullable(loops.get(header.string(Tag.SOPInstanceUID).orElseThrow()))
                .flatMap(ReceivedLoop::labelling)
                .map(Labelling::outcome)
                .orElseThrow(() -> new AssertionError("no outcome"));
    }

    /** Stored and derived from no further: its UIDs are not valid, so no report may refer to it. */
    private static boolean isSetAside(ReceivedLoop loop) {
        return loop.labelling().filter(found -> found.modelSha256().isEmpty()).isPresent();
    }

    private static boolean hasReport(Outcome outcome) {
        return outcome instanceof Outcome.Classified || outcome instanceof Outcome.Abstained;
    }

    /** What the files' inventory says must come of each: stills, short loops and empty scans are not attempted. */
    private static Optional<String> explainIfWrong(Path file, Attributes header, Outcome outcome) throws Exception {
        int frames = header.integer(Tag.NumberOfFrames).orElse(1);
        boolean jpegXl = transferSyntaxUid(file).startsWith(JPEG_XL);
        boolean emptyScan = file.getFileName().toString().contains("-blank-");
        if (jpegXl && outcome.toString().contains("install libjxl")) {
            System.out.println(file.getFileName() + ": not decoded, libjxl is not installed on this machine");
            return Optional.empty();
        }
        String expected = frames < 10 || emptyScan ? "NotAttempted" : "Classified or Abstained";
        String actual = outcome.getClass().getSimpleName();
        return expected.contains(actual) ? Optional.empty() : Optional.of("expected " + expected + ", was " + outcome);
    }

    private RunningNode node(Destination archive) throws Exception {
        List<String> settings = List.of(
                "node.port=0",
                "admin.port=0",
                "node.data-directory=" + directory.resolve("node"),
                "node.study-quiet-time=2s",
                "storage.minimum-free-space=64MiB",
                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS,
                "model.bundle=" + ShippedBundle.PATH,
                "destinations.archive.ae-title=" + archive.aeTitle(),
                "destinations.archive.host=" + archive.host(),
                "destinations.archive.port=" + archive.port(),
                "destinations.archive.presentation-states=true");
        return RunningNode.start(ReadConfiguration.read(Optional.empty(), Map.of(), settings), events);
    }
}
