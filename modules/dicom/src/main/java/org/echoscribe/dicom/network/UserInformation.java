package org.echoscribe.dicom.network;

import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Uids;

/**
 * The user information item of A-ASSOCIATE-RQ and -AC (PS3.8 annex D, PS3.7 annex D). The content of a user identity is
 * never kept: it is a secret that nothing here needs.
 *
 * @param maxPduBytes the longest P-DATA-TF PDU that the sender of this item can receive; 0 for any
 * @param asynchronousOperations whether an asynchronous operations window was proposed (or is answered, with 1 and 1)
 * @param roles SCP/SCU role selections
 * @param userIdentity in a request: that the peer sent one
 * @param identityResponse in an acceptance: a response to the user identity is given
 */
record UserInformation(
        int maxPduBytes,
        Optional<String> implementationClassUid,
        Optional<String> implementationVersionName,
        boolean asynchronousOperations,
        List<RoleSelection> roles,
        Optional<UserIdentity> userIdentity,
        boolean identityResponse) {

    static final int MAXIMUM_LENGTH = 0x51;
    static final int IMPLEMENTATION_CLASS = 0x52;
    static final int ASYNCHRONOUS_OPERATIONS_WINDOW = 0x53;
    static final int ROLE_SELECTION = 0x54;
    static final int IMPLEMENTATION_VERSION = 0x55;
    static final int USER_IDENTITY = 0x58;
    static final int USER_IDENTITY_RESPONSE = 0x59;

    /** One SCP/SCU role selection (PS3.7 D.3.3.4). */
    record RoleSelection(String sopClassUid, boolean scu, boolean scp) {}

    /** Ours, with nothing negotiated but the length. */
    static UserInformation ours(int maxPduBytes) {
        return new UserInformation(
                maxPduBytes,
                Optional.of(Uids.ImplementationClassUID),
                Optional.of(Uids.ImplementationVersionName),
                false,
                List.of(),
                Optional.empty(),
                false);
    }

    /** The same with role selections. */
    UserInformation withRoles(List<RoleSelection> selections) {
        return new UserInformation(
                maxPduBytes,
                implementationClassUid,
                implementationVersionName,
                asynchronousOperations,
                selections,
                userIdentity,
                identityResponse);
    }
}
