package org.echoscribe.dicom.network;

import java.time.Duration;
import java.util.Objects;

/**
 * Every bound that a peer can run into, in bytes, counts and time; a bound is checked before anything is allocated for
 * what it bounds.
 *
 * @param maxReceivePduBytes the longest P-DATA-TF PDU that we offer to receive, without its 6-byte header (PS3.8 D.1);
 *     a longer one aborts the association
 * @param associationBufferBytes the one direct buffer of an established association
 * @param maxAssociatePduBytes the longest A-ASSOCIATE PDU that is read
 * @param maxCommandSetBytes the longest DIMSE command set
 * @param maxObjectBytes the longest data set of one C-STORE; a longer one is answered A700H
 * @param maxPendingConnections connections that have not yet sent their A-ASSOCIATE-RQ; beyond it the oldest is dropped
 * @param maxAssociations established associations; beyond it A-ASSOCIATE-RJ "local limit exceeded"
 * @param maxAssociationsPerPeer established associations from one address
 * @param echoReserve associations beyond {@code maxAssociations} for peers that propose Verification only, so that a
 *     full node still answers C-ECHO
 * @param connectTimeout for the TCP connection of a sender
 * @param artimTimeout the standard's ARTIM timer: for the A-ASSOCIATE-RQ after connecting, for the A-ASSOCIATE-AC
 *     after the request, for the peer to close after A-ABORT, A-ASSOCIATE-RJ or A-RELEASE-RP
 * @param pduTimeout from the first byte of a PDU to its last, and between two PDUs of one message
 * @param writeTimeout for the peer to take one PDU from us
 * @param objectTimeout for a whole message, from the first byte of its command set to the last of its data set
 * @param responseTimeout for the peer's response to a complete request of ours
 * @param idleTimeout between two messages; an examination can hold an association open that long
 * @param closeTimeout for running objects to finish when the server closes; what still runs is aborted
 */
public record Limits(
        int maxReceivePduBytes,
        int associationBufferBytes,
        int maxAssociatePduBytes,
        int maxCommandSetBytes,
        long maxObjectBytes,
        int maxPendingConnections,
        int maxAssociations,
        int maxAssociationsPerPeer,
        int echoReserve,
        Duration connectTimeout,
        Duration artimTimeout,
        Duration pduTimeout,
        Duration writeTimeout,
        Duration objectTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        Duration closeTimeout) {

    /** Checks that every bound is usable. */
    public Limits {
        requireAtLeast(maxReceivePduBytes, 4096, "maxReceivePduBytes");
        requireAtLeast(associationBufferBytes, 8192, "associationBufferBytes");
        requireAtLeast(maxAssociatePduBytes, 4096, "maxAssociatePduBytes");
        requireAtLeast(maxCommandSetBytes, 512, "maxCommandSetBytes");
        requireAtLeast(maxObjectBytes, 1, "maxObjectBytes");
        requireAtLeast(maxPendingConnections, 1, "maxPendingConnections");
        requireAtLeast(maxAssociations, 1, "maxAssociations");
        requireAtLeast(maxAssociationsPerPeer, 1, "maxAssociationsPerPeer");
        requireAtLeast(echoReserve, 0, "echoReserve");
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(artimTimeout, "artimTimeout");
        requirePositive(pduTimeout, "pduTimeout");
        requirePositive(writeTimeout, "writeTimeout");
        requirePositive(objectTimeout, "objectTimeout");
        requirePositive(responseTimeout, "responseTimeout");
        requirePositive(idleTimeout, "idleTimeout");
        if (closeTimeout.isNegative()) {
            throw new IllegalArgumentException("closeTimeout is " + closeTimeout + ", must not be negative");
        }
    }

    /** The bounds of a node in a hospital: 50 associations, 4 GiB an object, half an hour of idling. */
    public static Limits defaults() {
        return new Limits(
                128 << 10,
                256 << 10,
                256 << 10,
                8 << 10,
                4L << 30,
                256,
                50,
                50,
                4,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                Duration.ofSeconds(30));
    }

    /** These limits with other counts of connections and associations. */
    public Limits withAssociations(int pending, int total, int perPeer, int reservedForEcho) {
        return new Limits(
                maxReceivePduBytes,
                associationBufferBytes,
                maxAssociatePduBytes,
                maxCommandSetBytes,
                maxObjectBytes,
                pending,
                total,
                perPeer,
                reservedForEcho,
                connectTimeout,
                artimTimeout,
                pduTimeout,
                writeTimeout,
                objectTimeout,
                responseTimeout,
                idleTimeout,
                closeTimeout);
    }

    /** These limits with another longest object. */
    public Limits withMaxObjectBytes(long bytes) {
        return with(maxReceivePduBytes, bytes, artimTimeout, pduTimeout, objectTimeout, responseTimeout, idleTimeout);
    }

    /** These limits with another longest P-DATA-TF PDU to offer. */
    public Limits withMaxReceivePduBytes(int bytes) {
        return with(bytes, maxObjectBytes, artimTimeout, pduTimeout, objectTimeout, responseTimeout, idleTimeout);
    }

    /** These limits with another ARTIM timer. */
    public Limits withArtimTimeout(Duration timeout) {
        return with(
                maxReceivePduBytes, maxObjectBytes, timeout, pduTimeout, objectTimeout, responseTimeout, idleTimeout);
    }

    /** These limits with other deadlines for one PDU and for a whole message. */
    public Limits withReceiveTimeouts(Duration pdu, Duration object) {
        return with(maxReceivePduBytes, maxObjectBytes, artimTimeout, pdu, object, responseTimeout, idleTimeout);
    }

    /** These limits with another deadline for a peer's response. */
    public Limits withResponseTimeout(Duration timeout) {
        return with(maxReceivePduBytes, maxObjectBytes, artimTimeout, pduTimeout, objectTimeout, timeout, idleTimeout);
    }

    /** These limits with another longest pause between two messages. */
    public Limits withIdleTimeout(Duration timeout) {
        return with(
                maxReceivePduBytes, maxObjectBytes, artimTimeout, pduTimeout, objectTimeout, responseTimeout, timeout);
    }

    /** These limits with other deadlines for connecting, for one write, and for closing. */
    public Limits withTransportTimeouts(Duration connect, Duration write, Duration close) {
        return new Limits(
                maxReceivePduBytes,
                associationBufferBytes,
                maxAssociatePduBytes,
                maxCommandSetBytes,
                maxObjectBytes,
                maxPendingConnections,
                maxAssociations,
                maxAssociationsPerPeer,
                echoReserve,
                connect,
                artimTimeout,
                pduTimeout,
                write,
                objectTimeout,
                responseTimeout,
                idleTimeout,
                close);
    }

    private Limits with(
            int receivePduBytes,
            long objectBytes,
            Duration artim,
            Duration pdu,
            Duration object,
            Duration response,
            Duration idle) {
        return new Limits(
                receivePduBytes,
                associationBufferBytes,
                maxAssociatePduBytes,
                maxCommandSetBytes,
                objectBytes,
                maxPendingConnections,
                maxAssociations,
                maxAssociationsPerPeer,
                echoReserve,
                connectTimeout,
                artim,
                pdu,
                writeTimeout,
                object,
                response,
                idle,
                closeTimeout);
    }

    private static void requireAtLeast(long value, long least, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }

    private static void requirePositive(Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + ", must be positive");
        }
    }
}
