package org.echoscribe.dicom.network;

import java.io.IOException;
import java.util.List;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;

/**
 * One association as SCU of Instance Availability Notification (PS3.4 annex R): tells a peer which instances of a study
 * can be had, and where. Used by one thread at a time.
 */
public final class AvailabilityNotifier implements AutoCloseable {
    private final RequestorAssociation association;

    private AvailabilityNotifier(RequestorAssociation association) {
        this.association = association;
    }

    /**
     * Associates.
     *
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static AvailabilityNotifier connect(Destination peer, String callingAeTitle, Limits limits)
            throws IOException {
        PresentationContextRequest context = PresentationContextRequest.of(
                Uids.InstanceAvailabilityNotification,
                TransferSyntax.ExplicitVrLittleEndian.uid(),
                TransferSyntax.ImplicitVrLittleEndian.uid());
        return new AvailabilityNotifier(
                EstablishAssociation.with(peer, callingAeTitle, List.of(context), List.of(), limits));
    }

    /**
     * Notifies by N-CREATE and returns the peer's answer.
     *
     * @param sopInstanceUid of the notification; the same when one is sent again
     * @throws AssociationException.NotAccepted when the peer does not take notifications
     * @throws AssociationException when the association did not live
     */
    public DimseStatus notify(String sopInstanceUid, InstanceAvailability availability) throws IOException {
        PresentationContext context =
                association.require(Uids.InstanceAvailabilityNotification, "Instance Availability Notification");
        CommandSet command = association
                .command(CommandField.N_CREATE_RQ)
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, Uids.InstanceAvailabilityNotification)
                .putUid(CommandSet.AFFECTED_SOP_INSTANCE_UID, Uid.require(sopInstanceUid, "SOP Instance UID"));
        return association
                .request(OutgoingMessage.of(context, command, availability.toDataSet()))
                .status();
    }

    /** Releases the association (A-RELEASE) and closes the connection; never throws. */
    @Override
    public void close() {
        association.release();
    }
}
