package org.echoscribe.dicom.network;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.network.PDataWriter.Source;

/** One association as requestor: C-ECHO and C-STORE to a destination. Used by one thread at a time. */
public final class DicomSender implements AutoCloseable {

    private final RequestorAssociation association;

    private DicomSender(RequestorAssociation association) {
        this.association = association;
    }

    /**
     * Associates.
     *
     * @param contexts 1 to 128 presentation contexts to propose
     * @throws AssociationException of the kind that tells what went wrong
     */
    public static DicomSender connect(
            Destination destination,
            String callingAeTitle,
            Collection<PresentationContextRequest> contexts,
            Limits limits)
            throws IOException {
        return new DicomSender(EstablishAssociation.with(destination, callingAeTitle, contexts, List.of(), limits));
    }

    /**
     * The presentation contexts that these Part 10 files need: one for each pair of SOP class and transfer syntax, in the
     * order of their first file, so that no receiver can choose an encoding that a file does not have.
     *
     * @throws IOException when a file cannot be read or is no Part 10 file; the message names it
     */
    public static List<PresentationContextRequest> contextsFor(Collection<Path> part10Files) throws IOException {
        Set<PresentationContextRequest> contexts = new LinkedHashSet<>();
        for (Path path : part10Files) {
            try (FileChannel file = FileChannel.open(path)) {
                Part10Header header = Part10Header.read(file, path);
                contexts.add(PresentationContextRequest.of(header.sopClassUid(), header.transferSyntaxUid()));
            }
        }
        return List.copyOf(contexts);
    }

    /** Whether the receiver accepted a context for such objects. */
    public boolean accepts(String sopClassUid, String transferSyntaxUid) {
        return association.contexts().of(sopClassUid, transferSyntaxUid).isPresent();
    }

    /**
     * Sends the data set of a Part 10 file, streamed as it stands on disk.
     *
     * @throws AssociationException when the association did not live; it cannot be used any more
     * @throws IOException when the file cannot be read
     */
    public StoreResult store(Path part10File) throws IOException {
        try (FileChannel file = FileChannel.open(part10File)) {
            Part10Header header = Part10Header.read(file, part10File);
            long length = file.size() - header.dataSetOffset();
            file.position(header.dataSetOffset());
            return store(
                    header.sopClassUid(),
                    header.sopInstanceUid(),
                    header.transferSyntaxUid(),
                    length,
                    into -> fill(into, file, part10File));
        }
    }

    /**
     * Sends a data set from memory.
     *
     * @param dataSet encoded in that transfer syntax, without file meta information; its position does not move
     */
    public StoreResult store(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, ByteBuffer dataSet)
            throws IOException {
        return store(
                sopClassUid,
                sopInstanceUid,
                transferSyntaxUid,
                dataSet.remaining(),
                PDataWriter.from(dataSet.duplicate()));
    }

    /**
     * Sends C-ECHO; true when it is answered 0000H, false when it is not or Verification was not accepted.
     *
     * @throws AssociationException when the association did not live
     */
    public boolean echo() throws IOException {
        Optional<PresentationContext> context = association.contexts().of(StandardNegotiation.VERIFICATION);
        if (context.isEmpty()) {
            return false;
        }
        CommandSet command = association
                .command(CommandField.C_ECHO_RQ)
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, StandardNegotiation.VERIFICATION);
        return association
                .request(OutgoingMessage.of(context.get(), command))
                .status()
                .isSuccess();
    }

    /** Releases the association (A-RELEASE) and closes the connection; never throws. */
    @Override
    public void close() {
        association.release();
    }

    private StoreResult store(
            String sopClassUid, String sopInstanceUid, String transferSyntaxUid, long length, Source dataSet)
            throws IOException {
        Optional<PresentationContext> context = association.contexts().of(sopClassUid, transferSyntaxUid);
        if (context.isEmpty()) {
            return new StoreResult.NoPresentationContext(sopClassUid, transferSyntaxUid);
        }
        CommandSet command = association
                .command(CommandField.C_STORE_RQ)
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, sopClassUid)
                .putShort(CommandSet.PRIORITY, 0)
                .putUid(CommandSet.AFFECTED_SOP_INSTANCE_UID, sopInstanceUid);
        DimseStatus status = association
                .request(OutgoingMessage.of(context.get(), command, length, dataSet))
                .status();
        return new StoreResult.Answered(new StoreStatus(status.code(), status.errorComment()));
    }

    private static void fill(ByteBuffer into, FileChannel file, Path name) throws LocalReadException {
        try {
            while (into.hasRemaining()) {
                if (file.read(into) < 0) {
                    throw new EOFException("it ended while it was being sent");
                }
            }
        } catch (IOException e) {
            throw new LocalReadException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }
}
