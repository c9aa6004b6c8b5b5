package org.echoscribe.dicom.network;

import java.util.List;

/**
 * One proposed presentation context: what is to be exchanged, and the encodings in which it can be.
 *
 * @param abstractSyntaxUid a SOP Class UID
 * @param transferSyntaxUids in the proposer's order
 */
public record PresentationContextRequest(String abstractSyntaxUid, List<String> transferSyntaxUids) {
    /** Copies the list. */
    public PresentationContextRequest {
        transferSyntaxUids = List.copyOf(transferSyntaxUids);
    }

    /** A proposal of one abstract syntax in the transfer syntaxes given. */
    public static PresentationContextRequest of(String abstractSyntaxUid, String... transferSyntaxUids) {
        return new PresentationContextRequest(abstractSyntaxUid, List.of(transferSyntaxUids));
    }
}
