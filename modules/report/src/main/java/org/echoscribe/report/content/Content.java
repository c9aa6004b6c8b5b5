package org.echoscribe.report.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.echoscribe.vocabulary.Code;

/** Builds content items in the order in which a template's table reads: relationship, concept, value, items below. */
public final class Content {

    private Content() {}

    /** The root of a document. */
    public static ContentItem.Container root(Code title, String templateIdentifier, List<ContentItem> children) {
        return new ContentItem.Container(
                Optional.empty(), Optional.of(title), Optional.of(templateIdentifier), children);
    }

    public static ContentItem container(Relationship relationship, Code concept, List<ContentItem> children) {
        return new ContentItem.Container(Optional.of(relationship), Optional.of(concept), Optional.empty(), children);
    }

    /** A container whose content a template of PS3.16 rules, such as {@code 1501}. */
    public static ContentItem container(
            Relationship relationship, Code concept, String templateIdentifier, List<ContentItem> children) {
        return new ContentItem.Container(
                Optional.of(relationship), Optional.of(concept), Optional.of(templateIdentifier), children);
    }

    public static ContentItem coded(Relationship relationship, Code concept, Code value, ContentItem... children) {
        return new ContentItem.Coded(Optional.of(relationship), Optional.of(concept), value, List.of(children));
    }

    public static ContentItem numeric(
            Relationship relationship, Code concept, BigDecimal value, Code unit, ContentItem... children) {
        return new ContentItem.Numeric(Optional.of(relationship), Optional.of(concept), value, unit, List.of(children));
    }

    public static ContentItem text(Relationship relationship, Code concept, String value) {
        return new ContentItem.Text(Optional.of(relationship), Optional.of(concept), value, List.of());
    }

    public static ContentItem personName(Relationship relationship, Code concept, String name) {
        return new ContentItem.PersonName(Optional.of(relationship), Optional.of(concept), name, List.of());
    }

    public static ContentItem uidReference(Relationship relationship, Code concept, String uid) {
        return new ContentItem.UidReference(Optional.of(relationship), Optional.of(concept), uid, List.of());
    }

    /**
     * A reference to an image.
     *
     * @param frameNumbers counted from 1; empty for all frames
     */
    public static ContentItem image(
            Relationship relationship,
            Optional<Code> concept,
            String sopClassUid,
            String sopInstanceUid,
            List<Integer> frameNumbers,
            ContentItem... children) {
        return new ContentItem.Image(
                Optional.of(relationship), concept, sopClassUid, sopInstanceUid, frameNumbers, List.of(children));
    }
}
