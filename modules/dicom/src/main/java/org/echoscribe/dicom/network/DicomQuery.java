package org.echoscribe.dicom.network;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;

/**
 * One association as SCU of Study Root Query/Retrieve: C-FIND, C-MOVE, C-GET and C-CANCEL (PS3.4 annex C). Used by one
 * thread at a time.
 */
public final class DicomQuery implements AutoCloseable {

    /** How urgent an operation is to the peer: Priority (0000,0700). */
    public enum Urgency {
        MEDIUM(0),
        HIGH(1),
        LOW(2);

        private final int code;

        Urgency(int code) {
            this.code = code;
        }
    }

    private final RequestorAssociation association;
    private final Urgency urgency;

    private DicomQuery(RequestorAssociation association, Urgency urgency) {
        this.association = association;
        this.urgency = urgency;
    }

    /**
     * Associates, to query and to have objects sent by {@link #move}.
     *
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static DicomQuery connect(Destination peer, String callingAeTitle, Urgency urgency, Limits limits)
            throws IOException {
        return connect(peer, callingAeTitle, urgency, List.of(), limits);
    }

    /**
     * Associates, to query and to receive objects by {@link #get} too.
     *
     * @param storage what to receive, as up to 125 presentation contexts of storage SOP classes, of which we propose to be
     *     the SCP. A peer sends an object only in the transfer syntax that it chose for a context, so one context for each
     *     transfer syntax keeps it from decompressing
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static DicomQuery connect(
            Destination peer,
            String callingAeTitle,
            Urgency urgency,
            Collection<PresentationContextRequest> storage,
            Limits limits)
            throws IOException {
        List<PresentationContextRequest> contexts = Stream.concat(
                        Arrays.stream(QueryRetrieve.values()).map(DicomQuery::context), storage.stream())
                .toList();
        List<RoleSelection> roles = storage.stream()
                .map(PresentationContextRequest::abstractSyntaxUid)
                .distinct()
                .map(uid -> new RoleSelection(uid, false, true))
                .toList();
        return new DicomQuery(EstablishAssociation.with(peer, callingAeTitle, contexts, roles, limits), urgency);
    }

    /** Whether the peer offers this service. */
    public boolean offers(QueryRetrieve service) {
        return association.contexts().of(service.uid()).isPresent();
    }

    /** Whether the peer will send objects of this SOP class to us in {@link #get}. */
    public boolean receives(String sopClassUid) {
        return association
                .contexts()
                .of(sopClassUid)
                .filter(PresentationContext::serves)
                .isPresent();
    }

    /**
     * Asks for what matches.
     *
     * @param identifier the keys, with Query/Retrieve Level (0008,0052)
     * @param matches takes each match; false to ask for no more (C-CANCEL)
     * @return 0000H all have come, FE00H cancelled; A700H, A900H, C000H to CFFFH failed
     * @throws AssociationException.NotAccepted when the peer does not offer C-FIND
     * @throws AssociationException when the association did not live
     */
    public DimseStatus find(Attributes identifier, Predicate<Attributes> matches) throws IOException {
        return request(
                        QueryRetrieve.FIND,
                        CommandField.C_FIND_RQ,
                        Optional.empty(),
                        identifier,
                        ServiceHandlers.NONE,
                        response -> response.dataSet().map(matches::test).orElse(true))
                .status();
    }

    /**
     * Has the peer send what the identifier names to an application entity.
     *
     * @param destinationAeTitle a title that the peer knows the address of
     * @param progress takes the counts of each pending response; false to have it end (C-CANCEL)
     * @throws AssociationException.NotAccepted when the peer does not offer C-MOVE
     * @throws AssociationException when the association did not live
     */
    public RetrieveResult move(Attributes identifier, String destinationAeTitle, Predicate<SubOperations> progress)
            throws IOException {
        AeTitle.require(destinationAeTitle);
        return retrieved(request(
                QueryRetrieve.MOVE,
                CommandField.C_MOVE_RQ,
                Optional.of(destinationAeTitle),
                identifier,
                ServiceHandlers.NONE,
                response -> progress.test(SubOperations.of(response.command()))));
    }

    /**
     * Receives what the identifier names on this association.
     *
     * @param handler takes the objects, as in a {@link DicomServer}; the statuses that it gives are answered
     * @param progress takes the counts of each pending response; false to have it end (C-CANCEL)
     * @throws AssociationException.NotAccepted when the peer does not offer C-GET
     * @throws AssociationException when the association did not live
     */
    public RetrieveResult get(Attributes identifier, StoreHandler handler, Predicate<SubOperations> progress)
            throws IOException {
        return retrieved(request(
                QueryRetrieve.GET,
                CommandField.C_GET_RQ,
                Optional.empty(),
                identifier,
                ServiceHandlers.of(handler),
                response -> progress.test(SubOperations.of(response.command()))));
    }

    /** Releases the association (A-RELEASE) and closes the connection; never throws. */
    @Override
    public void close() {
        association.release();
    }

    private DimseResponse request(
            QueryRetrieve service,
            int commandField,
            Optional<String> moveDestination,
            Attributes identifier,
            ServiceHandlers handlers,
            Exchange.PendingResponses pending)
            throws IOException {
        PresentationContext context = association.require(service.uid(), service.operation());
        CommandSet command = association
                .command(commandField)
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, service.uid())
                .putShort(CommandSet.PRIORITY, urgency.code);
        moveDestination.ifPresent(title -> command.putAeTitle(CommandSet.MOVE_DESTINATION, title));
        return association.request(OutgoingMessage.of(context, command, identifier), handlers, pending);
    }

    private static RetrieveResult retrieved(DimseResponse last) {
        List<String> failed = last.dataSet()
                .map(dataSet -> dataSet.strings(Tag.FailedSOPInstanceUIDList))
                .orElse(List.of());
        return new RetrieveResult(
                last.status(),
                SubOperations.of(last.command()),
                failed.stream().filter(Uid::isWellFormed).toList());
    }

    private static PresentationContextRequest context(QueryRetrieve service) {
        return PresentationContextRequest.of(
                service.uid(),
                TransferSyntax.ExplicitVrLittleEndian.uid(),
                TransferSyntax.ImplicitVrLittleEndian.uid());
    }
}
