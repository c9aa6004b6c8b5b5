package org.echoscribe.node.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.dicom.network.SubOperations;
import org.echoscribe.journal.Backfill;
import org.echoscribe.journal.BackfillStudy;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.RetryDelays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with an archive that cuts its answers, loses its associations and fails with some studies. */
class BackfillArchiveTest {
    private static final DateRange DATES = DateRange.parse("20240101-20240131");
    private static final Backfill BACKFILL = new Backfill("PACS", "US", "20240101", "20240131");
    private static final RetryDelays QUICK = new RetryDelays(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final BackfillArchive.Progress SILENT = new BackfillArchive.Progress() {
        @Override
        public void looked(int days, long studiesFound) {}

        @Override
        public void fetched(long studies, long found) {}
    };

    @TempDir
    Path directory;

    private Journal journal;
    private final PaperArchive archive = new PaperArchive();

    /** An archive of studies that begin at given seconds of given days. */
    private static final class PaperArchive implements Archive {
        private record Study(String uid, String date, int second) {}

        private final List<Study> studies = new ArrayList<>();
        private final List<String> retrieved = new ArrayList<>();
        private final List<String> failing = new ArrayList<>();
        private final List<String> breaking = new ArrayList<>();
        private int limit = Integer.MAX_VALUE;
        private int limitStatus;
        private int queries;

        void add(String date, int second) {
            studies.add(new Study("2.25." + (studies.size() + 1), date, second));
        }

        @Override
        public Found findStudies(StudyInterval interval, int most) {
            queries++;
            List<CandidateStudy> matches = studies.stream()
                    .filter(study -> study.date.compareTo(interval.days().firstDate()) >= 0
                            && study.date.compareTo(interval.days().lastDate()) <= 0
                            && study.second >= interval.firstSecond()
                            && study.second <= interval.lastSecond())
                    .map(study -> new CandidateStudy(new BackfillStudy(study.uid, study.date), true))
                    .toList();
            if (matches.size() > limit && limitStatus != 0) {
                return new Found(List.of(), 0, new DimseStatus(limitStatus, "too many"));
            }
            List<CandidateStudy> given = matches.subList(0, Math.min(matches.size(), Math.min(limit, most)));
            return new Found(
                    given, given.size(), given.size() == most ? new DimseStatus(0xFE00, "") : DimseStatus.SUCCESS);
        }

        @Override
        public List<String> findSeries(BackfillStudy study) {
            return List.of(study.studyInstanceUid() + ".1", study.studyInstanceUid() + ".2");
        }

        @Override
        public RetrieveResult retrieve(BackfillStudy study, String series, IntConsumer arrived) throws IOException {
            if (breaking.contains(study.studyInstanceUid())) {
                throw lost();
            }
            if (failing.contains(study.studyInstanceUid())) {
                return new RetrieveResult(new DimseStatus(0xB000, ""), new SubOperations(0, 2, 1, 0), List.of());
            }
            retrieved.add(series);
            arrived.accept(2);
            // As several archives do, this one leaves the counts out of its last response.
            return new RetrieveResult(DimseStatus.SUCCESS, new SubOperations(0, 0, 0, 0), List.of());
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        journal = Journal.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void anArchiveThatCutsItsAnswersLosesNothing() throws IOException {
        IntStream.range(0, 300).forEach(i -> archive.add("202401%02d".formatted(1 + i % 3), 8 * 3600 + 61 * i));
        IntStream.range(0, 20).forEach(i -> archive.add("20240131", 40_000 + 30 * i));
        archive.limit = 10;
        assertThat(run(10).look(SILENT).found()).isEqualTo(320);
        assertThat(archive.queries).isLessThan(320);
    }

    @Test
    void anArchiveThatRefusesTooManyMatchesIsAskedForFewer() throws IOException {
        IntStream.range(0, 100).forEach(i -> archive.add("20240110", 600 * i));
        archive.limit = 10;
        archive.limitStatus = 0xA700;
        assertThat(run(100).look(SILENT).found()).isEqualTo(100);
    }

    @Test
    void tooManyStudiesInOneMinuteAreNotPassedOver() {
        IntStream.range(0, 50).forEach(i -> archive.add("20240110", 600));
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> run(10).look(SILENT))
                .withMessageContaining("20240110")
                .withMessageContaining("--split-above");
    }

    @Test
    void aQueryThatIsRefusedForGoodEndsTheRunWithItsStatus() {
        archive.add("20240110", 600);
        archive.limit = 0;
        archive.limitStatus = 0x0122;
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> run(10).look(SILENT))
                .withMessageContaining("0122H");
    }

    @Test
    void whatWasFetchedIsNotFetchedAgainAndWhatFailedIs() throws IOException {
        archive.add("20240111", 0);
        archive.add("20240110", 0);
        archive.add("20240112", 0);
        archive.failing.add("2.25.2");
        BackfillArchive first = run(10);
        first.look(SILENT);
        assertThat(first.fetch(SILENT)).isEqualTo(new Backfill.Counts(0, 2, 1, 4 + 4 + 4));
        assertThat(archive.retrieved)
                .as("oldest first")
                .containsExactly("2.25.1.1", "2.25.1.2", "2.25.3.1", "2.25.3.2");

        archive.failing.clear();
        archive.retrieved.clear();
        archive.add("20240113", 0);
        journal.close();
        journal = Journal.open(directory);
        journal.backfills().retryFailed(BACKFILL, Instant.now());
        BackfillArchive second = run(10);
        second.look(SILENT);
        assertThat(second.fetch(SILENT)).isEqualTo(new Backfill.Counts(0, 4, 0, 16));
        assertThat(archive.retrieved).containsExactly("2.25.2.1", "2.25.2.2", "2.25.4.1", "2.25.4.2");
    }

    @Test
    void aStudyThatBreaksAssociationsDoesNotStandInTheWayOfTheOthers() throws IOException {
        archive.add("20240110", 0);
        archive.add("20240111", 0);
        archive.breaking.add("2.25.1");
        BackfillArchive run = run(10);
        run.look(SILENT);
        assertThat(run.fetch(SILENT)).isEqualTo(new Backfill.Counts(0, 1, 1, 4));
    }

    @Test
    void anArchiveThatIsGoneEndsTheRunAndTheRestWaits() throws IOException {
        for (int i = 1; i <= 5; i++) {
            archive.add("20240110", i);
            if (i > 1) {
                archive.breaking.add("2.25." + i);
            }
        }
        BackfillArchive run = run(10);
        run.look(SILENT);
        assertThatExceptionOfType(AssociationException.class).isThrownBy(() -> run.fetch(SILENT));
        assertThat(journal.backfills().counts(BACKFILL)).isEqualTo(new Backfill.Counts(2, 1, 2, 4));
    }

    @Test
    void studiesThatAllFailEndTheRunWithTheLastReason() throws IOException {
        for (int i = 1; i <= 15; i++) {
            archive.add("20240110", i);
            archive.failing.add("2.25." + i);
        }
        BackfillArchive run = run(100);
        run.look(SILENT);
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> run.fetch(SILENT))
                .withMessageContaining("10 studies in a row")
                .withMessageContaining("B000H");
        assertThat(journal.backfills().counts(BACKFILL).waiting()).isEqualTo(5);
    }

    private static AssociationException lost() {
        try {
            DicomQuery.connect(
                            new Destination("PACS", "127.0.0.1", 1), "NODE", DicomQuery.Urgency.LOW, Limits.defaults())
                    .close();
            throw new AssertionError("somebody listens at port 1");
        } catch (AssociationException e) {
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private BackfillArchive run(int splitAbove) {
        BackfillOptions options =
                new BackfillOptions(OptionalDouble.empty(), OptionalDouble.empty(), splitAbove, Duration.ofSeconds(5));
        return new BackfillArchive(
                BACKFILL,
                DATES,
                options,
                journal.backfills(),
                new Connected(() -> archive, QUICK),
                InstantSource.system());
    }
}
