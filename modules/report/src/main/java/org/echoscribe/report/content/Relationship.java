package org.echoscribe.report.content;

import java.util.Optional;

/** How a content item relates to the one above it: Relationship Type (0040,A010), PS3.3 table C.17.3-8. */
public enum Relationship {
    CONTAINS("CONTAINS"),
    HAS_PROPERTIES("HAS PROPERTIES"),
    HAS_OBSERVATION_CONTEXT("HAS OBS CONTEXT"),
    HAS_ACQUISITION_CONTEXT("HAS ACQ CONTEXT"),
    HAS_CONCEPT_MODIFIER("HAS CONCEPT MOD"),
    INFERRED_FROM("INFERRED FROM"),
    SELECTED_FROM("SELECTED FROM");

    private final String term;

    Relationship(String term) {
        this.term = term;
    }

    /** The defined term as it stands in a data set. */
    public String term() {
        return term;
    }

    /** The relationship with this defined term. */
    public static Optional<Relationship> ofTerm(String term) {
        for (Relationship relationship : values()) {
            if (relationship.term.equals(term)) {
                return Optional.of(relationship);
            }
        }
        return Optional.empty();
    }
}
