package org.echoscribe.dicom.network;

/** The answer to one proposed presentation context (PS3.8 table 9-18). */
public sealed interface ContextDecision {

    /** Acceptance (result 0) in one of the proposed transfer syntaxes. */
    record Accepted(String transferSyntaxUid) implements ContextDecision {}

    /** Refusal. */
    enum Refused implements ContextDecision {
        /** Result 1: the user does not want it. */
        USER_REJECTION,
        /** Result 3: the SOP class is unknown here. */
        ABSTRACT_SYNTAX_NOT_SUPPORTED,
        /** Result 4: none of the proposed encodings is acceptable. */
        TRANSFER_SYNTAXES_NOT_SUPPORTED
    }
}
