package org.echoscribe.node.backfill;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociationException;
import org.echoscribe.journal.Backfill;
import org.echoscribe.journal.BackfillStudy;
import org.echoscribe.journal.Backfills;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.RetryDelays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks which studies an archive has and fetches them, one after the other, oldest first. What is found and what has come is
 * durable at every step, so that a run that ended anyhow is gone on with by the next.
 */
public final class BackfillArchive {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillArchive.class);

    /** So many studies in a row that do not come are no fault of the studies. */
    private static final int FAILURES_IN_A_ROW = 10;

    /** Two studies over which associations were lost mean that the archive is not there. */
    private static final int LOSSES_IN_A_ROW = 2;

    /** Is told how far it is; called from the thread that runs it. */
    public interface Progress {
        /** So many days have been looked through. */
        void looked(int days, long studiesFound);

        /** So many studies have been fetched, or failed, of all that were found; among them those of earlier runs. */
        void fetched(long studies, long found);
    }

    private final Backfill backfill;
    private final DateRange dates;
    private final BackfillOptions options;
    private final Backfills journal;
    private final Connected archive;
    private final InstantSource clock;

    /**
     * A backfill.
     *
     * @param opening makes associations with the archive
     * @param journal of the node that is to have the studies
     */
    public static BackfillArchive of(
            Backfill backfill, DateRange dates, BackfillOptions options, Journal journal, Opening opening) {
        return new BackfillArchive(
                backfill,
                dates,
                options,
                journal.backfills(),
                new Connected(
                        () -> new DicomArchive(opening.open(), backfill.modality(), opening.retrieval()),
                        new RetryDelays(Duration.ofSeconds(2), Duration.ofSeconds(30))),
                InstantSource.system());
    }

    BackfillArchive(
            Backfill backfill,
            DateRange dates,
            BackfillOptions options,
            Backfills journal,
            Connected archive,
            InstantSource clock) {
        this.backfill = backfill;
        this.dates = dates;
        this.options = options;
        this.journal = journal;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Looks which studies there are and remembers them.
     *
     * @throws IOException when the archive cannot be asked; what was found by then is remembered
     */
    public Backfill.Counts look(Progress progress) throws IOException {
        long[] found = new long[1];
        new FindStudies(archive, options.splitAbove())
                .in(
                        dates,
                        studies -> {
                            journal.found(backfill, studies, clock.instant());
                            found[0] = journal.counts(backfill).found();
                        },
                        days -> progress.looked(days, found[0]));
        archive.close();
        return journal.counts(backfill);
    }

    /**
     * Fetches what waits.
     *
     * @throws IOException when the archive cannot be asked, or nothing comes of it any more
     */
    public Backfill.Counts fetch(Progress progress) throws IOException {
        Throttle throttle = new Throttle(options.studiesPerMinute(), options.objectsPerMinute(), clock);
        FetchStudy fetchStudy = new FetchStudy(archive);
        int failuresInARow = 0;
        int lossesInARow = 0;
        for (Optional<BackfillStudy> next = journal.next(backfill); next.isPresent(); next = journal.next(backfill)) {
            pause(throttle.pause());
            Instant began = clock.instant();
            FetchStudy.Fetched fetched;
            try {
                fetched = fetchStudy.fetch(next.get());
                lossesInARow = 0;
            } catch (AssociationException.NotAccepted e) {
                throw e;
            } catch (AssociationException e) {
                // One study that breaks an association must not stand in the way of the others for ever.
                fetched = new FetchStudy.Fetched(0, List.of(e.getMessage()));
                if (++lossesInARow == LOSSES_IN_A_ROW) {
                    record(next.get(), fetched);
                    throw e;
                }
            }
            throttle.spent(began, fetched.objects());
            failuresInARow = record(next.get(), fetched) ? 0 : failuresInARow + 1;
            Backfill.Counts counts = journal.counts(backfill);
            progress.fetched(counts.fetched() + counts.failed(), counts.found());
            if (failuresInARow == FAILURES_IN_A_ROW) {
                throw new ArchiveException(FAILURES_IN_A_ROW + " studies in a row did not come, the last of them: "
                        + String.join("; ", fetched.failures()));
            }
        }
        archive.close();
        return journal.counts(backfill);
    }

    private boolean record(BackfillStudy study, FetchStudy.Fetched fetched) {
        if (fetched.failures().isEmpty()) {
            journal.fetched(backfill, study, fetched.objects(), clock.instant());
            return true;
        }
        String cause = String.join("; ", fetched.failures());
        LOG.warn("study {} has not come whole: {}", study.studyInstanceUid(), cause);
        journal.failed(backfill, study, fetched.objects(), cause, clock.instant());
        return false;
    }

    /** An association is not held open over a pause: archives drop idle ones. */
    private void pause(Duration pause) throws IOException {
        if (pause.isZero()) {
            return;
        }
        if (pause.compareTo(options.idleAssociation()) > 0) {
            archive.close();
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
