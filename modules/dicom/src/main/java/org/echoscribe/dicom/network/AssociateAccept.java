package org.echoscribe.dicom.network;

import java.util.List;

/**
 * An A-ASSOCIATE-AC PDU (PS3.8 table 9-17).
 *
 * @param contexts the answer to each proposed context
 */
record AssociateAccept(
        String calledAeTitle, String callingAeTitle, List<ContextResult> contexts, UserInformation userInformation) {

    static final int ACCEPTANCE = 0;
    static final int USER_REJECTION = 1;
    static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

    /**
     * One presentation context item.
     *
     * @param transferSyntaxUid significant only when the result is acceptance
     */
    record ContextResult(int id, int result, String transferSyntaxUid) {
        boolean isAccepted() {
            return result == ACCEPTANCE;
        }
    }
}
