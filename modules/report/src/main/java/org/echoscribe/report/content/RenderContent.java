package org.echoscribe.report.content;

import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;

/** Puts a content tree into data sets: the attributes of the SR Document Content Module (PS3.3 C.17.3). */
public final class RenderContent {

    private RenderContent() {}

    /**
     * The attributes of one item and, in Content Sequence (0040,A730), of all below it. For a root they stand at the top
     * level of the document.
     *
     * @throws IllegalArgumentException if the tree holds {@link ContentItem.Unread} items: their values are not known
     */
    public static Attributes render(ContentItem item) {
        Attributes rendered = new Attributes();
        item.relationship().ifPresent(relationship -> rendered.set(Tag.RelationshipType, relationship.term()));
        rendered.set(Tag.ValueType, item.valueType());
        item.conceptName().ifPresent(name -> rendered.setItems(Tag.ConceptNameCodeSequence, CodeItems.of(name)));
        switch (item) {
            case ContentItem.Container container -> renderValue(container, rendered);
            case ContentItem.Coded coded -> rendered.setItems(Tag.ConceptCodeSequence, CodeItems.of(coded.value()));
            case ContentItem.Numeric numeric -> rendered.setItems(Tag.MeasuredValueSequence, measuredValue(numeric));
            case ContentItem.Text text -> rendered.set(Tag.TextValue, text.value());
            case ContentItem.PersonName name -> rendered.set(Tag.PersonName, name.value());
            case ContentItem.UidReference reference -> rendered.set(Tag.UID, reference.value());
            case ContentItem.Image image -> rendered.setItems(Tag.ReferencedSOPSequence, reference(image));
            case ContentItem.Unread unread ->
                throw new IllegalArgumentException("The value of a " + unread.valueType() + " item was not read");
        }
        List<Attributes> children =
                item.children().stream().map(RenderContent::render).toList();
        return children.isEmpty() ? rendered : rendered.setItems(Tag.ContentSequence, children);
    }

    private static void renderValue(ContentItem.Container container, Attributes rendered) {
        rendered.set(Tag.ContinuityOfContent, "SEPARATE");
        container
                .templateIdentifier()
                .ifPresent(template -> rendered.setItems(
                        Tag.ContentTemplateSequence,
                        new Attributes().set(Tag.MappingResource, "DCMR").set(Tag.TemplateIdentifier, template)));
    }

    private static Attributes measuredValue(ContentItem.Numeric numeric) {
        return new Attributes()
                .set(Tag.NumericValue, numeric.value().toPlainString())
                .setItems(Tag.MeasurementUnitsCodeSequence, CodeItems.of(numeric.unit()));
    }

    private static Attributes reference(ContentItem.Image image) {
        Attributes reference = new Attributes()
                .set(Tag.ReferencedSOPClassUID, image.sopClassUid())
                .set(Tag.ReferencedSOPInstanceUID, image.sopInstanceUid());
        if (!image.frameNumbers().isEmpty()) {
            int[] frames =
                    image.frameNumbers().stream().mapToInt(Integer::intValue).toArray();
            reference.setIntegers(Tag.ReferencedFrameNumber, Vr.IS, frames);
        }
        return reference;
    }
}
