package org.echoscribe.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.report.content.ContentItem;
import org.echoscribe.report.content.ReadContent;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.View;

/**
 * Reads the view labels of an SR document: this product's own, and those of any creator who puts Image View (111031, DCM)
 * into a Measurement Group (125007, DCM) with its source image, as TID 1501 does.
 */
public final class ReadViewReport {

    /**
     * Reads one document.
     *
     * @return empty where the data set is no SR document; a report without labels where it is one about something else
     */
    public Optional<ViewReport> read(Attributes document) {
        boolean isReport =
                document.string(Tag.ValueType).filter("CONTAINER"::equals).isPresent();
        if (!isReport || SourceHeader.of(document).isEmpty()) {
            return Optional.empty();
        }
        SourceHeader header = new SourceHeader(document);
        ContentItem root = ReadContent.read(document);
        List<ViewLabel> labels = all(root)
                .filter(item -> item.isNamed(Concepts.MEASUREMENT_GROUP))
                .flatMap(group -> label(group).stream())
                .toList();
        return Optional.of(new ViewReport(
                header.sopInstanceUid(),
                header.sopClassUid(),
                header.studyInstanceUid(),
                hasFlag(document, Tag.CompletionFlag, "COMPLETE"),
                hasFlag(document, Tag.VerificationFlag, "VERIFIED"),
                predecessors(document),
                labels,
                child(root, Concepts.QUALITATIVE_EVALUATIONS).flatMap(overall -> text(overall, Concepts.COMMENT)),
                reader(document, root),
                DocumentTimes.of(document)));
    }

    private static boolean hasFlag(Attributes document, int tag, String value) {
        return document.string(tag).filter(value::equals).isPresent();
    }

    /** Who verified the document or, where that is not said, the person who observed. */
    private static Optional<Reader> reader(Attributes document, ContentItem root) {
        Optional<Attributes> verifying = document.item(Tag.VerifyingObserverSequence);
        Optional<String> name = verifying
                .flatMap(observer -> observer.string(Tag.VerifyingObserverName))
                .or(() -> child(root, Concepts.PERSON_OBSERVER_NAME)
                        .flatMap(item -> item instanceof ContentItem.PersonName person
                                ? Optional.of(person.value())
                                : Optional.empty()));
        Optional<String> organization = verifying
                .flatMap(observer -> observer.string(Tag.VerifyingOrganization))
                .or(() -> text(root, Concepts.PERSON_OBSERVER_ORGANIZATION));
        return name.map(known -> new Reader(known, organization.orElse("")));
    }

    private static List<String> predecessors(Attributes document) {
        return document.items(Tag.PredecessorDocumentsSequence).stream()
                .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                .flatMap(instance -> instance.string(Tag.ReferencedSOPInstanceUID).stream())
                .toList();
    }

    private static Optional<ViewLabel> label(ContentItem group) {
        Optional<ContentItem.Image> source = group.children().stream()
                .filter(ContentItem.Image.class::isInstance)
                .map(ContentItem.Image.class::cast)
                .findFirst();
        Optional<ContentItem> viewItem = child(group, Concepts.IMAGE_VIEW);
        Optional<Code> reason = code(group, Concepts.REASON_NOT_CLASSIFIED);
        if (source.isEmpty() || (viewItem.isEmpty() && reason.isEmpty())) {
            return Optional.empty();
        }
        Optional<Code> imageView = code(group, Concepts.IMAGE_VIEW);
        Optional<Code> modifier = viewItem.flatMap(item -> code(item, Concepts.IMAGE_VIEW_MODIFIER));
        Optional<View> view = code(group, Concepts.OUTPUT_CLASS)
                .flatMap(CodedView::ofClass)
                .or(() -> imageView.flatMap(coded -> CodedView.of(coded, modifier)));
        return Optional.of(new ViewLabel(
                source.get().sopInstanceUid(),
                source.get().frameNumbers(),
                uid(group, Concepts.TRACKING_UNIQUE_IDENTIFIER),
                imageView,
                modifier,
                view,
                viewItem.map(item -> number(item, Concepts.CERTAINTY_OF_FINDING))
                        .orElse(OptionalDouble.empty()),
                code(group, Concepts.CLASSIFICATION_STATUS),
                reason,
                distribution(group),
                text(group, Concepts.ALGORITHM_NAME),
                text(group, Concepts.ALGORITHM_VERSION),
                texts(group, Concepts.ALGORITHM_PARAMETERS),
                text(group, Concepts.COMMENT)));
    }

    private static Map<Code, Double> distribution(ContentItem group) {
        Map<Code, Double> percentByClass = new LinkedHashMap<>();
        child(group, Concepts.CLASS_DISTRIBUTION)
                .ifPresent(distribution -> distribution.children().forEach(item -> {
                    Optional<Code> outputClass = code(item, Concepts.OUTPUT_CLASS);
                    if (outputClass.isPresent() && item instanceof ContentItem.Numeric certainty) {
                        percentByClass.put(outputClass.get(), certainty.value().doubleValue());
                    }
                }));
        return percentByClass;
    }

    private static Stream<ContentItem> all(ContentItem item) {
        return Stream.concat(Stream.of(item), item.children().stream().flatMap(ReadViewReport::all));
    }

    private static Stream<ContentItem> children(ContentItem item, Code concept) {
        return item.children().stream().filter(child -> child.isNamed(concept));
    }

    private static Optional<ContentItem> child(ContentItem item, Code concept) {
        return children(item, concept).findFirst();
    }

    private static Optional<Code> code(ContentItem item, Code concept) {
        return child(item, concept)
                .flatMap(child ->
                        child instanceof ContentItem.Coded coded ? Optional.of(coded.value()) : Optional.empty());
    }

    private static Optional<String> uid(ContentItem item, Code concept) {
        return child(item, concept)
                .flatMap(child -> child instanceof ContentItem.UidReference reference
                        ? Optional.of(reference.value())
                        : Optional.empty());
    }

    private static OptionalDouble number(ContentItem item, Code concept) {
        return children(item, concept)
                .filter(ContentItem.Numeric.class::isInstance)
                .mapToDouble(child -> ((ContentItem.Numeric) child).value().doubleValue())
                .findFirst();
    }

    private static Optional<String> text(ContentItem item, Code concept) {
        return texts(item, concept).stream().findFirst();
    }

    private static List<String> texts(ContentItem item, Code concept) {
        List<String> texts = new ArrayList<>();
        children(item, concept).forEach(child -> {
            if (child instanceof ContentItem.Text text) {
                texts.add(text.value());
            }
        });
        return texts;
    }
}
