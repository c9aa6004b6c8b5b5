package org.echoscribe.dicom.network;

import java.io.IOException;
import org.echoscribe.dicom.dataset.Attributes;

/**
 * Takes Modality Performed Procedure Steps (PS3.4 annex F.7), as SCP; called on many associations' threads at once.
 *
 * <p>0000H is answered when a method returns, so what it was told must be durable by then. Any exception that is no
 * {@link DimseRefusedException} is answered 0110H, processing failure.
 */
public interface ProcedureStepHandler {

    /**
     * A modality begins a step (N-CREATE).
     *
     * @param sopInstanceUid of the step; where the modality left the choice to us, one that was just made
     * @throws DimseRefusedException to answer its status, {@link DimseStatus#duplicateSopInstance} for one that exists
     */
    void created(AssociationInfo association, String sopInstanceUid, Attributes attributes) throws IOException;

    /**
     * A modality goes on with, completes or discontinues a step (N-SET).
     *
     * @param modifications the attributes that change
     * @throws DimseRefusedException to answer its status, {@link DimseStatus#noSuchSopInstance} for an unknown step
     */
    void set(AssociationInfo association, String sopInstanceUid, Attributes modifications) throws IOException;
}
