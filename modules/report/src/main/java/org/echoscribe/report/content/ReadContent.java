package org.echoscribe.report.content;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.vocabulary.Code;

/**
 * Reads the content tree of an SR document of any creator. It never fails: an item whose value is absent, malformed or of
 * a value type without use here becomes {@link ContentItem.Unread}, and references to other items are left out.
 */
public final class ReadContent {

    private ReadContent() {}

    /** The item that a data set, or an item of Content Sequence (0040,A730), describes, with all below it. */
    public static ContentItem read(Attributes item) {
        Optional<Relationship> relationship = item.string(Tag.RelationshipType).flatMap(Relationship::ofTerm);
        Optional<Code> name = CodeItems.read(item, Tag.ConceptNameCodeSequence);
        List<ContentItem> children = item.items(Tag.ContentSequence).stream()
                .filter(child -> child.containsValue(Tag.ValueType))
                .map(ReadContent::read)
                .toList();
        String valueType = item.string(Tag.ValueType).orElse("");
        Optional<? extends ContentItem> read = switch (valueType) {
            case "CONTAINER" -> Optional.of(new ContentItem.Container(relationship, name, template(item), children));
            case "CODE" ->
                CodeItems.read(item, Tag.ConceptCodeSequence)
                        .map(value -> new ContentItem.Coded(relationship, name, value, children));
            case "NUM" -> readNumeric(item, relationship, name, children);
            case "TEXT" ->
                item.string(Tag.TextValue).map(value -> new ContentItem.Text(relationship, name, value, children));
            case "PNAME" ->
                item.string(Tag.PersonName)
                        .map(value -> new ContentItem.PersonName(relationship, name, value, children));
            case "UIDREF" ->
                item.string(Tag.UID).map(value -> new ContentItem.UidReference(relationship, name, value, children));
            case "IMAGE" -> readImage(item, relationship, name, children);
            default -> Optional.empty();
        };
        return read.<ContentItem>map(found -> found)
                .orElseGet(() -> new ContentItem.Unread(relationship, name, valueType, children));
    }

    private static Optional<String> template(Attributes item) {
        return item.item(Tag.ContentTemplateSequence).flatMap(template -> template.string(Tag.TemplateIdentifier));
    }

    private static Optional<ContentItem.Numeric> readNumeric(
            Attributes item, Optional<Relationship> relationship, Optional<Code> name, List<ContentItem> children) {
        Optional<Attributes> measured = item.item(Tag.MeasuredValueSequence);
        Optional<BigDecimal> value =
                measured.flatMap(each -> each.string(Tag.NumericValue)).flatMap(ReadContent::decimal);
        Optional<Code> unit = measured.flatMap(each -> CodeItems.read(each, Tag.MeasurementUnitsCodeSequence));
        return value.isPresent() && unit.isPresent()
                ? Optional.of(new ContentItem.Numeric(relationship, name, value.get(), unit.get(), children))
                : Optional.empty();
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()))
                    .filter(value -> text.strip().length() <= 16);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<ContentItem.Image> readImage(
            Attributes item, Optional<Relationship> relationship, Optional<Code> name, List<ContentItem> children) {
        Optional<Attributes> reference = item.item(Tag.ReferencedSOPSequence);
        Optional<String> sopClass = reference.flatMap(each -> each.string(Tag.ReferencedSOPClassUID));
        Optional<String> instance = reference.flatMap(each -> each.string(Tag.ReferencedSOPInstanceUID));
        if (sopClass.isEmpty() || instance.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> frames = Arrays.stream(reference.get().integers(Tag.ReferencedFrameNumber))
                .boxed()
                .toList();
        return Optional.of(new ContentItem.Image(relationship, name, sopClass.get(), instance.get(), frames, children));
    }
}
