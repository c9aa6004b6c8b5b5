package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.ascii;
import static org.echoscribe.testkit.RawPdu.associateBody;
import static org.echoscribe.testkit.RawPdu.associateRequest;
import static org.echoscribe.testkit.RawPdu.context;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.echoCommand;
import static org.echoscribe.testkit.RawPdu.item;
import static org.echoscribe.testkit.RawPdu.join;
import static org.echoscribe.testkit.RawPdu.pdu;
import static org.echoscribe.testkit.RawPdu.pdv;
import static org.echoscribe.testkit.RawPdu.userInformation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/** What can be done to a receiver's upper layer (PS3.8 section 9). */
public final class UpperLayerAttacks {

    private static final Set<Answer> ENDED = Set.of(Answer.ABORT, Answer.CLOSE);
    private static final Set<Answer> ENDED_OR_REFUSED = Set.of(Answer.ABORT, Answer.CLOSE, Answer.REJECT);
    private static final byte[] STORE = RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.4711");
    private static final int ANNOUNCERS = 200;

    private UpperLayerAttacks() {}

    /** All of them. */
    public static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>(lengths());
        attacks.addAll(requests());
        attacks.addAll(strangeTitles());
        attacks.addAll(dataValues());
        attacks.addAll(wrongPlaces());
        attacks.add(new Attack(
                ANNOUNCERS + " peers that announce 16 MiB each", Set.of(Answer.NONE), UpperLayerAttacks::announcers));
        return attacks;
    }

    private static List<Attack> lengths() {
        List<Attack> attacks = new ArrayList<>();
        for (int type : new int[] {0, 8, 0xEE, 0xFF}) {
            attacks.add(Attack.onConnection("PDU of unknown type " + type, ENDED, pdu(type, new byte[10])));
            attacks.add(Attack.inAssociation(
                    "PDU of unknown type " + type + " in an association", ENDED, pdu(type, new byte[10])));
        }
        LongStream.of(0, 3, 67, 1L << 24 | 1, 1L << 31, 0xFFFFFFFFL).forEach(length -> {
            attacks.add(Attack.onConnection(
                    "A-ASSOCIATE-RQ of length " + length, ENDED, pdu(RawPdu.A_ASSOCIATE_RQ, new byte[67], length)));
            attacks.add(Attack.inAssociation(
                    "P-DATA-TF of length " + length, ENDED, pdu(RawPdu.P_DATA_TF, new byte[6], length)));
        });
        return attacks;
    }

    private static List<Attack> requests() {
        byte[] tooLong = Attack.Contexts.ULTRASOUND.clone();
        tooLong[2] = (byte) 0xFF;
        byte[][] tooMany = IntStream.rangeClosed(0, 128)
                .mapToObj(i -> context(2 * i + 1, RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN))
                .toArray(byte[][]::new);
        byte[] identity = item(
                0x58,
                new byte[] {2, 1},
                ByteBuffer.allocate(2).putShort((short) 60000).array(),
                new byte[60000]);
        return List.of(
                Attack.onConnection("item beyond its PDU", ENDED, associateRequest(tooLong)),
                Attack.onConnection("no presentation context", ENDED_OR_REFUSED, associateRequest()),
                Attack.onConnection("129 presentation contexts", ENDED_OR_REFUSED, associateRequest(tooMany)),
                Attack.onConnection(
                        "even context identifier",
                        ENDED_OR_REFUSED,
                        associateRequest(context(2, RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN))),
                Attack.onConnection(
                        "the same context identifier twice",
                        ENDED_OR_REFUSED,
                        associateRequest(Attack.Contexts.VERIFICATION, Attack.Contexts.VERIFICATION)),
                Attack.onConnection(
                        "user identity of 64 KiB",
                        Set.of(Answer.ACCEPT),
                        request(ascii("X"), userInformation(0, identity))),
                Attack.onConnection(
                        "maximum length that leaves no room",
                        ENDED_OR_REFUSED,
                        request(ascii("X"), userInformation(1))));
    }

    private static List<Attack> strangeTitles() {
        record Title(String name, String text) {}
        return List.of(
                        new Title("a NUL", "A\0B"),
                        new Title("control characters", "\u00ff\u00fe\0\n\u001b[2J"),
                        new Title("17 bytes", "SEVENTEEN-LETTERS"),
                        new Title("a path", "../../../etc"))
                .stream()
                .map(title -> Attack.onConnection(
                        "AE title with " + title.name(),
                        Set.of(Answer.ACCEPT, Answer.REJECT),
                        request(ascii(title.text()), userInformation(0))))
                .toList();
    }

    private static List<Attack> dataValues() {
        List<Attack> attacks = new ArrayList<>();
        attacks.add(Attack.inAssociation(
                "P-DATA-TF over the negotiated length",
                ENDED,
                pdu(RawPdu.P_DATA_TF, pdv(1, RawPdu.COMMAND, new byte[200_000]))));
        LongStream.of(0, 1, 5000, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL)
                .forEach(length -> attacks.add(Attack.inAssociation(
                        "PDV of length " + length,
                        ENDED,
                        pdu(
                                RawPdu.P_DATA_TF,
                                ByteBuffer.allocate(206)
                                        .putInt((int) length)
                                        .put((byte) 1)
                                        .put((byte) 3)
                                        .array()))));
        attacks.add(Attack.inAssociation(
                "data on a context that was refused", ENDED, data(5, RawPdu.COMMAND | RawPdu.LAST, STORE)));
        attacks.add(Attack.inAssociation(
                "data on a context that was never proposed", ENDED, data(99, RawPdu.COMMAND | RawPdu.LAST, STORE)));
        return attacks;
    }

    /** Every PDU that a peer can send where it does not belong: before, within and after an association. */
    private static List<Attack> wrongPlaces() {
        record Named(String name, byte[] bytes) {}
        List<Named> pdus = List.of(
                new Named("A-ASSOCIATE-RQ", associateRequest(Attack.Contexts.ALL)),
                new Named("A-ASSOCIATE-AC", RawPdu.associateAccept(1)),
                new Named("A-ASSOCIATE-RJ", pdu(RawPdu.A_ASSOCIATE_RJ, new byte[] {0, 1, 1, 1})),
                new Named("P-DATA-TF", data(3, RawPdu.COMMAND | RawPdu.LAST, echoCommand())),
                new Named("A-RELEASE-RQ", pdu(RawPdu.A_RELEASE_RQ, new byte[4])),
                new Named("A-RELEASE-RP", pdu(RawPdu.A_RELEASE_RP, new byte[4])),
                new Named("A-ABORT", pdu(RawPdu.A_ABORT, new byte[4])));
        List<Attack> attacks = new ArrayList<>();
        for (Named each : pdus) {
            if (!each.name().equals("A-ASSOCIATE-RQ")) {
                attacks.add(Attack.onConnection(each.name() + " first", ENDED, each.bytes()));
            }
            if (!List.of("P-DATA-TF", "A-RELEASE-RQ").contains(each.name())) {
                attacks.add(Attack.inAssociation(each.name() + " in an association", ENDED, each.bytes()));
            }
            if (!each.name().equals("A-RELEASE-RQ")) {
                attacks.add(Attack.inAssociation(
                        each.name() + " within a data set",
                        ENDED,
                        data(1, RawPdu.COMMAND | RawPdu.LAST, STORE),
                        data(1, 0, new byte[100]),
                        each.bytes()));
            }
            attacks.add(new Attack(
                    each.name() + " after an abort",
                    Set.of(Answer.CLOSE, Answer.ABORT),
                    target -> afterwards(target, pdu(0xEE, new byte[4]), each.bytes())));
            attacks.add(new Attack(
                    each.name() + " after a release",
                    Set.of(Answer.CLOSE, Answer.ABORT),
                    target -> afterwards(target, pdu(RawPdu.A_RELEASE_RQ, new byte[4]), each.bytes())));
        }
        return attacks;
    }

    /** What comes after the answer that ended the association. */
    private static Answer afterwards(Attack.Target target, byte[] ending, byte[] afterwards) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.ALL)) {
            peer.send(ending);
            peer.receive();
            return Attack.answerTo(peer, afterwards);
        }
    }

    private static Answer announcers(Attack.Target target) throws IOException {
        List<RawDicomPeer> open = new ArrayList<>();
        try {
            for (int i = 0; i < ANNOUNCERS; i++) {
                RawDicomPeer peer = target.connect();
                open.add(peer);
                peer.send(pdu(RawPdu.A_ASSOCIATE_RQ, new byte[0], 16 << 20));
            }
        } catch (IOException refused) {
            // Enough of them are there, or the receiver is gone, which shows by itself.
        } finally {
            for (RawDicomPeer peer : open) {
                peer.close();
            }
        }
        return Answer.NONE;
    }

    private static byte[] request(byte[] callingAe, byte[] userInformation) {
        return pdu(
                RawPdu.A_ASSOCIATE_RQ,
                associateBody(
                        1,
                        ascii("ANY             "),
                        callingAe,
                        item(0x10, ascii(RawPdu.APPLICATION_CONTEXT)),
                        join(Attack.Contexts.VERIFICATION),
                        userInformation));
    }
}
