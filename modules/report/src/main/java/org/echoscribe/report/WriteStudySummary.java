package org.echoscribe.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.ModelIdentity;

/**
 * Writes the SR document of a study: TID 1500 with one measurement group per received object, whatever its outcome.
 *
 * <p>The UID depends on the set of objects and their outcomes: a late loop gives a new document, an unchanged set the
 * same UID, which needs no sending again.
 */
public final class WriteStudySummary {

    /** As a person goes through a study. */
    static final Comparator<LoopResult> READING_ORDER = Comparator.comparingInt(
                    (LoopResult result) -> result.header().instanceNumber().orElse(Integer.MAX_VALUE))
            .thenComparing(result -> result.header().sopInstanceUid())
            .thenComparing(result -> result.loop().contentSha256());

    /**
     * Writes one summary.
     *
     * @param results all objects of one study that are about one patient, at least one, in any order
     * @param completion whether more may come
     * @param previous the summary that this one replaces, whose UID differs
     * @param model the model that decided last; results of others name theirs
     * @throws IllegalArgumentException if there are no results, or they belong to several studies or patients
     */
    public Attributes write(
            List<LoopResult> results,
            Completion completion,
            Optional<DocumentReference> previous,
            ModelIdentity model,
            ReportPolicy policy) {
        List<LoopResult> ordered = results.stream().sorted(READING_ORDER).toList();
        String studyInstanceUid = requireOneStudy(ordered);
        Algorithm algorithm = new Algorithm(model, policy);
        Author.Device author = new Author.Device(algorithm, Algorithm.othersOf(ordered, algorithm, policy));
        List<SourceHeader> sources = ReportTree.distinctSources(ordered);
        ReportUids uids = new ReportUids(model, policy);
        Instant lastAnalysis = ordered.stream()
                .map(LoopResult::analysedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        String sopInstanceUid = uids.summary(studyInstanceUid, ordered, completion);
        DerivedObject object = new DerivedObject(
                SeriesKind.SUMMARY,
                uids.studySeries(SeriesKind.SUMMARY, ordered.getFirst(), author.synthetic()),
                policy.srSopClass().uid(),
                sopInstanceUid,
                1,
                ordered.getFirst().header(),
                lastAnalysis);
        SrDocument document = new SrDocument(
                object,
                sources,
                completion,
                previous.filter(reference -> !reference.sopInstanceUid().equals(sopInstanceUid)),
                author,
                ReportTree.of(
                        title(policy),
                        author,
                        sources,
                        ordered.stream()
                                .map(result -> LoopGroup.inSummary(
                                        result, algorithm, Algorithm.otherOf(result, algorithm, policy)))
                                .toList(),
                        Optional.of(counts(ordered) + author.commentEnd())));
        return document.toAttributes(policy);
    }

    static String requireOneStudy(List<LoopResult> results) {
        List<String> studies = results.stream()
                .map(result -> result.header().studyInstanceUid())
                .distinct()
                .toList();
        if (studies.size() != 1) {
            throw new IllegalArgumentException("One document tells one study; these results belong to " + studies);
        }
        if (results.stream()
                        .map(result -> PatientIdentity.of(result.header().dataSet()))
                        .distinct()
                        .count()
                != 1) {
            throw new IllegalArgumentException(
                    "One document speaks of one patient; the objects of study " + studies + " name several");
        }
        return studies.getFirst();
    }

    private static Code title(ReportPolicy policy) {
        return switch (policy.summaryTitle()) {
            case MEASUREMENT_REPORT -> Concepts.IMAGING_MEASUREMENT_REPORT;
            case TEXT -> Concepts.VIEW_SUMMARY;
        };
    }

    static String counts(List<LoopResult> results) {
        StringBuilder counts = new StringBuilder("Loops received: " + results.size());
        for (String label : List.of(
                OutcomeCodes.CLASSIFIED, OutcomeCodes.INDETERMINATE, OutcomeCodes.NOT_ATTEMPTED, OutcomeCodes.FAILED)) {
            long count = results.stream()
                    .filter(result -> OutcomeCodes.of(result.outcome()).label().equals(label))
                    .count();
            counts.append("; ").append(label).append(": ").append(count);
        }
        long verified =
                results.stream().filter(result -> result.verified().isPresent()).count();
        return (verified == 0
                        ? counts
                        : counts.append("; verified by readers: ").append(verified))
                .toString();
    }
}
