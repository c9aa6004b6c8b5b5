package org.echoscribe.dicom.network;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Who is at the other end of an association, as the peer said it in its A-ASSOCIATE-RQ.
 *
 * @param number counts the associations of one server, for log lines that belong together
 * @param callingAeTitle the peer's application entity title, without padding; 0 to 16 characters, control characters
 *     replaced by {@code ?} (so it is safe to log)
 * @param calledAeTitle the application entity title that the peer asked for, in the same form
 * @param peerAddress the transport address of the peer
 * @param implementationClassUid the peer's Implementation Class UID (PS3.7 D.3.3.2); empty when malformed or absent
 * @param implementationVersionName the peer's Implementation Version Name, empty when absent
 * @param tls what secures the connection; empty when nothing does
 * @param userIdentity that the peer sent one; empty when it sent none
 */
public record AssociationInfo(
        long number,
        String callingAeTitle,
        String calledAeTitle,
        InetSocketAddress peerAddress,
        Optional<String> implementationClassUid,
        Optional<String> implementationVersionName,
        Optional<TlsSession> tls,
        Optional<UserIdentity> userIdentity) {

    /** A peer on a plain connection without a user identity. */
    public AssociationInfo(
            long number,
            String callingAeTitle,
            String calledAeTitle,
            InetSocketAddress peerAddress,
            Optional<String> implementationClassUid,
            Optional<String> implementationVersionName) {
        this(
                number,
                callingAeTitle,
                calledAeTitle,
                peerAddress,
                implementationClassUid,
                implementationVersionName,
                Optional.empty(),
                Optional.empty());
    }
}
