package org.echoscribe.dicom.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Ends an association that we opened for what went wrong with it, and says that in words with its destination. */
final class RequestorEnding {
    private final Destination destination;
    private final UpperLayer upperLayer;
    private final Limits limits;
    private Optional<PduReader> reader = Optional.empty();

    RequestorEnding(Destination destination, UpperLayer upperLayer, Limits limits) {
        this.destination = destination;
        this.upperLayer = upperLayer;
        this.limits = limits;
    }

    /** Where a peer's last words can be read from once the association is established. */
    void established(PduReader from) {
        reader = Optional.of(from);
    }

    /** Ends the association for a failure and turns it into what the caller is told. */
    IOException failed(IOException e) {
        return switch (e) {
            case AssociationException told -> told;
            case InvalidPduException invalid -> {
                upperLayer.end(Ending.by(invalid));
                yield new AssociationException.ProtocolError(destination + " sent " + invalid.getMessage());
            }
            case InvalidCommandException invalid -> {
                upperLayer.end(Ending.byUser(invalid.getMessage()));
                yield new AssociationException.ProtocolError(destination + " sent an " + invalid.getMessage());
            }
            case DeadlineExceededException late -> {
                upperLayer.end(Ending.byUser(late.getMessage()));
                yield new AssociationException.TimedOut(
                        "waited too long for " + destination + ": " + late.getMessage());
            }
            case LocalReadException local -> {
                upperLayer.end(Ending.byUser(local.getMessage()));
                yield local;
            }
            default -> {
                Optional<Abort> abort = abortBehindLostConnection();
                if (abort.isPresent()) {
                    yield ended(Ending.by(Event.A_ABORT_PDU, "A-ABORT"), abort);
                }
                upperLayer.end(Ending.by(Event.TRANSPORT_CLOSED, "connection lost"));
                yield new AssociationException.ConnectionLost(
                        "the connection to " + destination + " was lost: " + e.getMessage(), e);
            }
        };
    }

    /** Ends the association for an event that ends it. */
    AssociationException ended(Ending ending, Optional<Abort> abort) {
        upperLayer.end(ending);
        if (abort.isPresent()) {
            return new AssociationException.Aborted(
                    destination + " aborted the association " + abort.get().text(),
                    abort.get().source(),
                    abort.get().reason());
        }
        return ending.event() == Event.TRANSPORT_CLOSED
                ? new AssociationException.ConnectionLost(destination + " closed the connection")
                : new AssociationException.ProtocolError(destination + " sent an unexpected " + ending.text());
    }

    /** Ends the association that was rejected with this body of an A-ASSOCIATE-RJ. */
    AssociationException rejected(ByteBuffer body) {
        upperLayer.end(Ending.by(Event.A_ASSOCIATE_RJ_PDU, "A-ASSOCIATE-RJ"));
        int result = body.get(1) & 0xFF;
        int source = body.get(2) & 0xFF;
        int reason = body.get(3) & 0xFF;
        return new AssociationException.Rejected(
                "%s rejected the association (%s): %s"
                        .formatted(
                                destination,
                                result == 2 ? "transient" : "permanent",
                                AssociationRejection.text(source, reason)),
                result,
                source,
                reason);
    }

    /** A peer that aborts while we send closes under us; what it said may still be there to read. */
    private Optional<Abort> abortBehindLostConnection() {
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try {
            Event event =
                    reader.get().next(Transport.after(limits.artimTimeout().toNanos()), "A-ABORT");
            return event == Event.A_ABORT_PDU ? Optional.of(reader.get().peerAbort()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
