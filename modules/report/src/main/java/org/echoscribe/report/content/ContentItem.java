package org.echoscribe.report.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.echoscribe.vocabulary.Code;

/**
 * One node of an SR content tree (PS3.3 C.17.3): a value type with its value, the concept that names it, and the items
 * below it.
 *
 * <p>Only the value types that view reports use have a record of their own; what else other creators write is kept as
 * {@link Unread}, so that the tree below it stays reachable.
 */
public sealed interface ContentItem {

    /** How this item relates to the one above; empty for the root. */
    Optional<Relationship> relationship();

    /** Concept Name Code Sequence (0040,A043); optional for an image only. */
    Optional<Code> conceptName();

    /** The items below, in order. */
    List<ContentItem> children();

    /** Value Type (0040,A040). */
    String valueType();

    /** Whether the concept name has this value and scheme; meanings are for people and do not count. */
    default boolean isNamed(Code concept) {
        return conceptName()
                .filter(name ->
                        name.value().equals(concept.value()) && name.scheme().equals(concept.scheme()))
                .isPresent();
    }

    /** A heading. Its items are separate statements (Continuity of Content SEPARATE). */
    record Container(
            Optional<Relationship> relationship,
            Optional<Code> conceptName,
            Optional<String> templateIdentifier,
            List<ContentItem> children)
            implements ContentItem {
        public Container {
            children = List.copyOf(children);
        }

        @Override
        public String valueType() {
            return "CONTAINER";
        }
    }

    /** A concept as value. */
    record Coded(
            Optional<Relationship> relationship, Optional<Code> conceptName, Code value, List<ContentItem> children)
            implements ContentItem {
        public Coded {
            children = List.copyOf(children);
        }

        @Override
        public String valueType() {
            return "CODE";
        }
    }

    /**
     * A number with its unit.
     *
     * @param value written as it stands, trailing zeros included; at most 16 characters as DS
     * @param unit a UCUM code
     */
    record Numeric(
            Optional<Relationship> relationship,
            Optional<Code> conceptName,
            BigDecimal value,
            Code unit,
            List<ContentItem> children)
            implements ContentItem {
        private static final int LONGEST_DS = 16;

        public Numeric {
            children = List.copyOf(children);
            if (value.toPlainString().length() > LONGEST_DS) {
                throw new IllegalArgumentException("A decimal string has at most 16 characters: " + value);
            }
        }

        @Override
        public String valueType() {
            return "NUM";
        }
    }

    /** Free text. */
    record Text(
            Optional<Relationship> relationship, Optional<Code> conceptName, String value, List<ContentItem> children)
            implements ContentItem {
        public Text {
            children = List.copyOf(children);
        }

        @Override
        public String valueType() {
            return "TEXT";
        }
    }

    /** A person's name, as DICOM writes names of persons. */
    record PersonName(
            Optional<Relationship> relationship, Optional<Code> conceptName, String value, List<ContentItem> children)
            implements ContentItem {
        public PersonName {
            children = List.copyOf(children);
        }

        @Override
        public String valueType() {
            return "PNAME";
        }
    }

    /** A UID as value. */
    record UidReference(
            Optional<Relationship> relationship, Optional<Code> conceptName, String value, List<ContentItem> children)
            implements ContentItem {
        public UidReference {
            children = List.copyOf(children);
        }

        @Override
        public String valueType() {
            return "UIDREF";
        }
    }

    /**
     * A reference to an image.
     *
     * @param frameNumbers the frames meant, counted from 1; empty for all
     */
    record Image(
            Optional<Relationship> relationship,
            Optional<Code> conceptName,
            String sopClassUid,
            String sopInstanceUid,
            List<Integer> frameNumbers,
            List<ContentItem> children)
            implements ContentItem {
        public Image {
            frameNumbers = List.copyOf(frameNumbers);
            children = List.copyOf(children);
        }

        @Override
        public String valueType() {
            return "IMAGE";
        }
    }

    /** An item whose value is of no use here; read from other creators' documents and never written. */
    record Unread(
            Optional<Relationship> relationship,
            Optional<Code> conceptName,
            String valueType,
            List<ContentItem> children)
            implements ContentItem {
        public Unread {
            children = List.copyOf(children);
        }
    }
}
