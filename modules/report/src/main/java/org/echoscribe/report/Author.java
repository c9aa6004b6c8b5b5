package org.echoscribe.report;

import static org.echoscribe.report.content.Content.coded;
import static org.echoscribe.report.content.Content.personName;
import static org.echoscribe.report.content.Content.text;
import static org.echoscribe.report.content.Relationship.HAS_OBSERVATION_CONTEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.report.content.ContentItem;

/** Who stands behind a document. */
sealed interface Author {

    /** TID 1002: the observer of what the tree below says. */
    List<ContentItem> observer();

    /**
     * A model: its documents are UNVERIFIED and PRELIMINARY, and name it as contributing equipment.
     *
     * @param algorithm the model
     * @param others further models that decided about some of the loops
     */
    record Device(Algorithm algorithm, List<Algorithm> others) implements Author {
        boolean synthetic() {
            return algorithm.synthetic() || others.stream().anyMatch(Algorithm::synthetic);
        }

        /** The end of what is said about all loops together. */
        String commentEnd() {
            return others.stream()
                    .filter(Algorithm::synthetic)
                    .findFirst()
                    .orElse(algorithm)
                    .commentEnd();
        }

        /** All models, the one that the document is written for first. */
        Stream<Algorithm> all() {
            return Stream.concat(Stream.of(algorithm), others.stream());
        }

        @Override
        public List<ContentItem> observer() {
            return algorithm.observer();
        }
    }

    /** A person: the document is VERIFIED and FINAL. */
    record Person(Reader reader) implements Author {
        /** TID 1003. */
        @Override
        public List<ContentItem> observer() {
            List<ContentItem> items = new ArrayList<>();
            items.add(coded(HAS_OBSERVATION_CONTEXT, Concepts.OBSERVER_TYPE, Concepts.PERSON));
            items.add(personName(
                    HAS_OBSERVATION_CONTEXT, Concepts.PERSON_OBSERVER_NAME, PlainAscii.ofAtMost64(reader.name())));
            if (!reader.organization().isBlank()) {
                items.add(text(
                        HAS_OBSERVATION_CONTEXT,
                        Concepts.PERSON_OBSERVER_ORGANIZATION,
                        PlainAscii.ofAtMost64(reader.organization())));
            }
            return items;
        }
    }
}
