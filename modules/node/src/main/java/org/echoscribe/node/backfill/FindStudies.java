package org.echoscribe.node.backfill;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.echoscribe.journal.BackfillStudy;

/**
 * Finds the studies of a modality, and misses none because the archive gives only so many matches to one query. Archives
 * seldom say that they have left some out, so a query that brings as many as may be a limit, or that the archive refuses as
 * too much, is asked again in halves: of the days, then of the hours of one day.
 */
final class FindStudies {
    private static final int DAYS_AT_ONCE = 7;

    private final Connected archive;
    private final int suspiciousMatches;

    /**
     * A search.
     *
     * @param suspiciousMatches so many matches of one query may be a limit of the archive
     */
    FindStudies(Connected archive, int suspiciousMatches) {
        this.archive = archive;
        this.suspiciousMatches = suspiciousMatches;
    }

    /**
     * Finds them.
     *
     * @param found takes studies as they are found, some of them twice
     * @param daysDone takes how many days have been looked through
     */
    void in(DateRange days, Consumer<List<BackfillStudy>> found, IntConsumer daysDone) throws IOException {
        int done = 0;
        for (LocalDate first = days.first(); !first.isAfter(days.last()); first = first.plusDays(DAYS_AT_ONCE)) {
            LocalDate last = first.plusDays(DAYS_AT_ONCE - 1L);
            DateRange some = new DateRange(first, last.isAfter(days.last()) ? days.last() : last);
            find(StudyInterval.of(some), found);
            done += some.days();
            daysDone.accept(done);
        }
    }

    private void find(StudyInterval interval, Consumer<List<BackfillStudy>> found) throws IOException {
        Archive.Found answer = archive.call(open -> open.findStudies(interval, suspiciousMatches));
        found.accept(withModality(answer.studies()));
        if (answer.status().isSuccess() && answer.matches() < suspiciousMatches) {
            return;
        }
        List<StudyInterval> halves = interval.halves();
        if (halves.isEmpty()) {
            throw new ArchiveException("The query for studies of " + interval + " brought " + answer.matches()
                    + " matches and ended with status " + answer.status() + "; the archive may have left some out."
                    + (answer.status().isFailure()
                            ? ""
                            : " If so many studies begin in one minute, allow them with --split-above."));
        }
        if (answer.status().isFailure() && !mayBeTooMuch(answer.status().code())) {
            throw new ArchiveException(
                    "The query for studies of " + interval + " ended with status " + answer.status());
        }
        for (StudyInterval half : halves) {
            find(half, found);
        }
    }

    /** A700H out of resources, C000H to CFFFH unable to process: what archives answer to a query with too many matches. */
    private static boolean mayBeTooMuch(int status) {
        return (status & 0xFF00) == 0xA700 || (status & 0xF000) == 0xC000;
    }

    private List<BackfillStudy> withModality(List<Archive.CandidateStudy> candidates) throws IOException {
        List<BackfillStudy> studies = new ArrayList<>();
        for (Archive.CandidateStudy candidate : candidates) {
            if (candidate.modalityKnown()
                    || !archive.call(open -> open.findSeries(candidate.study())).isEmpty()) {
                studies.add(candidate.study());
            }
        }
        return studies;
    }
}
