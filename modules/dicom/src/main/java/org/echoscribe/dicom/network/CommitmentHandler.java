package org.echoscribe.dicom.network;

import java.io.IOException;

/**
 * Both sides of Storage Commitment (PS3.4 annex J), as messages arrive; called on many associations' threads at once.
 *
 * <p>Any exception that is no {@link DimseRefusedException} is answered 0110H, processing failure.
 */
public interface CommitmentHandler {

    /**
     * A peer asks us to commit (N-ACTION). 0000H is answered when this returns, so the request must be durable by then.
     *
     * @throws DimseRefusedException to answer its status
     */
    void requested(AssociationInfo association, CommitmentRequest request) throws IOException;

    /**
     * A peer reports what became of our request (N-EVENT-REPORT), on an association that it opened in the role of SCP or
     * on ours. 0000H is answered when this returns; a peer that gets another status may report again.
     *
     * @throws DimseRefusedException to answer its status
     */
    void reported(AssociationInfo association, CommitmentResult result) throws IOException;
}
