package org.echoscribe.report;

import static org.echoscribe.report.content.Content.coded;
import static org.echoscribe.report.content.Content.container;
import static org.echoscribe.report.content.Content.image;
import static org.echoscribe.report.content.Content.numeric;
import static org.echoscribe.report.content.Content.text;
import static org.echoscribe.report.content.Content.uidReference;
import static org.echoscribe.report.content.Relationship.CONTAINS;
import static org.echoscribe.report.content.Relationship.HAS_CONCEPT_MODIFIER;
import static org.echoscribe.report.content.Relationship.HAS_OBSERVATION_CONTEXT;
import static org.echoscribe.report.content.Relationship.HAS_PROPERTIES;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.report.content.Relationship;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/**
 * TID 1501: the measurement group that says what became of one loop. A number never stands directly in the group, because
 * some viewers look for a drawn region beside it; the certainty is a property of the view instead.
 */
final class LoopGroup {

    private static final Set<String> MULTI_FRAME_CLASSES = Set.of(
            Uids.UltrasoundMultiFrameImageStorage,
            Uids.EnhancedUSVolumeStorage,
            Uids.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
            Uids.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
            Uids.MultiFrameTrueColorSecondaryCaptureImageStorage);

    private LoopGroup() {}

    /**
     * What the model said.
     *
     * @param documents the model that the document is written for
     * @param other the model that decided about this loop, where that is another: then the group says so itself, and its
     *     observer context replaces the one that it would inherit (PS3.3 C.17.5)
     */
    static ContentItem of(LoopResult result, Algorithm documents, Optional<Algorithm> other) {
        Algorithm algorithm = other.orElse(documents);
        OutcomeCodes codes = OutcomeCodes.of(result.outcome());
        List<ContentItem> items = new ArrayList<>();
        other.ifPresent(observer -> items.addAll(observer.observer()));
        items.addAll(finding(result));
        items.addAll(algorithm.identification(result.framesUsed()));
        items.add(source(result, frameNumbers(result)));
        items.add(coded(CONTAINS, Concepts.CLASSIFICATION_STATUS, codes.status()));
        if (codes.view().isPresent()) {
            View view = codes.view().get();
            items.add(imageView(
                    view.imageView(),
                    view.imageViewModifier(),
                    certainty(HAS_PROPERTIES, codes.scores().orElseThrow().of(view))));
            items.add(coded(CONTAINS, Concepts.OUTPUT_CLASS, view.modelClass()));
        }
        codes.reason().ifPresent(reason -> items.add(coded(CONTAINS, Concepts.REASON_NOT_CLASSIFIED, reason)));
        codes.scores().ifPresent(scores -> items.add(distribution(scores)));
        items.add(text(CONTAINS, Concepts.COMMENT, comment(codes) + algorithm.commentEnd()));
        return container(CONTAINS, Concepts.MEASUREMENT_GROUP, "1501", items);
    }

    /** What a person says, in that person's own document. */
    static ContentItem of(LoopResult result, VerifiedLabel label) {
        return verified(label, finding(result), result);
    }

    /** What holds of a loop by now: a person's word goes before the model's, and is marked as that person's. */
    static ContentItem inSummary(LoopResult result, Algorithm documents, Optional<Algorithm> other) {
        if (result.verified().isEmpty()) {
            return of(result, documents, other);
        }
        VerifiedLabel label = result.verified().get();
        List<ContentItem> items = new ArrayList<>(new Author.Person(label.reader()).observer());
        items.addAll(finding(result));
        return verified(label, items, result);
    }

    private static ContentItem verified(VerifiedLabel label, List<ContentItem> items, LoopResult result) {
        items.add(source(result, List.of()));
        boolean asserted = label.imageView().isPresent();
        items.add(coded(
                CONTAINS,
                Concepts.CLASSIFICATION_STATUS,
                asserted ? OutcomeCodes.SUCCEEDED : OutcomeCodes.UNDETERMINED));
        label.imageView().ifPresent(view -> items.add(imageView(view, label.imageViewModifier())));
        label.view().ifPresent(view -> items.add(coded(CONTAINS, Concepts.OUTPUT_CLASS, view.modelClass())));
        if (!asserted) {
            items.add(coded(CONTAINS, Concepts.REASON_NOT_CLASSIFIED, Concepts.NOT_CLASSIFIABLE_BY_READER));
        }
        items.add(text(CONTAINS, Concepts.COMMENT, label.line() + " (verified)"));
        return container(CONTAINS, Concepts.MEASUREMENT_GROUP, "1501", items);
    }

    private static List<ContentItem> finding(LoopResult result) {
        SourceHeader header = result.header();
        return new ArrayList<>(List.of(
                text(HAS_OBSERVATION_CONTEXT, Concepts.TRACKING_IDENTIFIER, trackingIdentifier(header)),
                uidReference(
                        HAS_OBSERVATION_CONTEXT,
                        Concepts.TRACKING_UNIQUE_IDENTIFIER,
                        ReportUids.tracking(header.sopInstanceUid())),
                coded(HAS_CONCEPT_MODIFIER, Concepts.FINDING_SITE, Concepts.HEART)));
    }

    private static ContentItem source(LoopResult result, List<Integer> frameNumbers) {
        return image(
                CONTAINS,
                Optional.of(Concepts.SOURCE_OF_MEASUREMENT),
                result.header().sopClassUid(),
                result.header().sopInstanceUid(),
                frameNumbers);
    }

    /** The line for people: what a person says where one has looked, else what the model says. */
    static String line(LoopResult result) {
        return result.verified()
                .map(label -> label.line() + " (verified)")
                .orElseGet(() -> comment(OutcomeCodes.of(result.outcome())));
    }

    /** Absent for all frames, and for the retired multi-frame class, which readers no longer know to have frames. */
    private static List<Integer> frameNumbers(LoopResult result) {
        boolean multiFrame = MULTI_FRAME_CLASSES.contains(result.header().sopClassUid());
        return multiFrame ? result.framesUsed().subset() : List.of();
    }

    /** How people call the loop. */
    static String trackingIdentifier(SourceHeader header) {
        return header.instanceNumber().isPresent()
                ? "Loop " + header.instanceNumber().getAsInt()
                : "Loop without number";
    }

    private static ContentItem imageView(Code view, Optional<Code> modifier, ContentItem... properties) {
        List<ContentItem> details = new ArrayList<>();
        modifier.ifPresent(code -> details.add(coded(HAS_CONCEPT_MODIFIER, Concepts.IMAGE_VIEW_MODIFIER, code)));
        details.addAll(List.of(properties));
        return coded(CONTAINS, Concepts.IMAGE_VIEW, view, details.toArray(ContentItem[]::new));
    }

    private static ContentItem distribution(Scores scores) {
        List<ContentItem> classes = Arrays.stream(View.values())
                .map(view -> certainty(
                        CONTAINS,
                        scores.of(view),
                        coded(HAS_CONCEPT_MODIFIER, Concepts.OUTPUT_CLASS, view.modelClass())))
                .toList();
        return container(CONTAINS, Concepts.CLASS_DISTRIBUTION, classes);
    }

    private static ContentItem certainty(Relationship relationship, float probability, ContentItem... children) {
        return numeric(
                relationship, Concepts.CERTAINTY_OF_FINDING, percent(probability, 4), Concepts.PERCENT, children);
    }

    static String comment(OutcomeCodes codes) {
        if (codes.view().isPresent()) {
            View view = codes.view().get();
            BigDecimal certainty = percent(codes.scores().orElseThrow().of(view), 1);
            return view.displayName() + " (" + certainty.toPlainString() + " %)";
        }
        return "Not classified: " + codes.reason().orElseThrow().meaning();
    }

    private static BigDecimal percent(float probability, int decimals) {
        return BigDecimal.valueOf(100.0 * probability).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
