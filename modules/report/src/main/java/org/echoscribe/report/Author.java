package org.echoscribe.report;

/** Who stands behind a document. */
sealed interface Author {

    /** A model: its documents are UNVERIFIED and PRELIMINARY, and name it as contributing equipment. */
    record Device(Algorithm algorithm) implements Author {}

    /** A person: the document is VERIFIED and FINAL. */
    record Person(Reader reader) implements Author {}
}
