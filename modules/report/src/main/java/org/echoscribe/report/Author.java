package org.echoscribe.report;

import java.util.List;

/** Who stands behind a document. */
sealed interface Author {

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
    }

    /** A person: the document is VERIFIED and FINAL. */
    record Person(Reader reader) implements Author {}
}
