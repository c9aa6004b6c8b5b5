package org.echoscribe.testkit.attack;

import org.echoscribe.testkit.RawPdu;

/**
 * What a receiver does about an attack, as its peer sees it.
 *
 * @param text as it stands in tables
 */
public record Answer(String text) {
    /** It aborts the association. */
    public static final Answer ABORT = new Answer("A-ABORT");

    /** It closes the connection, with or without a TCP reset. */
    public static final Answer CLOSE = new Answer("closed");

    /** It takes the association. */
    public static final Answer ACCEPT = new Answer("A-ASSOCIATE-AC");

    /** It refuses the association. */
    public static final Answer REJECT = new Answer("A-ASSOCIATE-RJ");

    /** It releases the association. */
    public static final Answer RELEASE = new Answer("A-RELEASE-RP");

    /** It does nothing for as long as the peer waits. */
    public static final Answer SILENCE = new Answer("silence");

    /** Nothing was to be answered. */
    public static final Answer NONE = new Answer("-");

    /** It answers a request with this status. */
    public static Answer status(int code) {
        return new Answer("%04XH".formatted(code));
    }

    /** What a PDU that came back means. */
    public static Answer of(RawPdu pdu) {
        return switch (pdu.type()) {
            case RawPdu.A_ABORT -> ABORT;
            case RawPdu.CLOSED -> CLOSE;
            case RawPdu.NOTHING -> SILENCE;
            case RawPdu.A_ASSOCIATE_AC -> ACCEPT;
            case RawPdu.A_ASSOCIATE_RJ -> REJECT;
            case RawPdu.A_RELEASE_RP -> RELEASE;
            case RawPdu.P_DATA_TF -> status(pdu.status());
            default -> new Answer(pdu.toString());
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
