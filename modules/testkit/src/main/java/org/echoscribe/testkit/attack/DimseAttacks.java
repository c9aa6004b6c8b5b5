package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.COMMAND;
import static org.echoscribe.testkit.RawPdu.LAST;
import static org.echoscribe.testkit.RawPdu.command;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.echoCommand;
import static org.echoscribe.testkit.RawPdu.join;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/** What can be done to a receiver's message exchange (PS3.7). */
public final class DimseAttacks {

    private static final Set<Answer> ABORT = Set.of(Answer.ABORT, Answer.CLOSE);
    private static final Answer MISSING_ATTRIBUTE = Answer.status(0x0120);
    private static final Answer INVALID_OBJECT_INSTANCE = Answer.status(0x0117);
    private static final Answer UNRECOGNIZED_OPERATION = Answer.status(0x0211);
    private static final Answer DOES_NOT_MATCH = Answer.status(0xA900);
    private static final Answer DOES_NOT_MATCH_WARNING = Answer.status(0xB007);
    private static final int C_FIND_RQ = 0x0020;
    private static final int C_CANCEL_RQ = 0x0FFF;
    private static final String OTHER_CLASS = "1.2.840.10008.5.1.4.1.1.7";

    private DimseAttacks() {}

    /** All of them. */
    public static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(instanceUids());
        attacks.addAll(mismatches());
        attacks.addAll(commands());
        return attacks;
    }

    private static List<Attack> instanceUids() {
        return List.of(
                store("C-STORE without an instance UID", MISSING_ATTRIBUTE, null),
                store("C-STORE with an empty instance UID", INVALID_OBJECT_INSTANCE, ""),
                store("C-STORE with an instance UID of 65 characters", INVALID_OBJECT_INSTANCE, "2." + "1".repeat(63)),
                store("C-STORE with ../../x as instance UID", INVALID_OBJECT_INSTANCE, "../../x"),
                store("C-STORE with /tmp/x as instance UID", INVALID_OBJECT_INSTANCE, "/tmp/x"),
                store("C-STORE with a NUL within its instance UID", INVALID_OBJECT_INSTANCE, "2.25\0.7"));
    }

    /** A receiver may know better than to believe any of these; the UID of the data set is right in all. */
    private static Attack store(String name, Answer right, String commandUid) {
        return Attack.inAssociation(
                name,
                Set.of(right),
                data(1, COMMAND | LAST, command(RawPdu.C_STORE_RQ, RawPdu.ULTRASOUND_MULTI_FRAME, commandUid, true)),
                HostileObject.dataSetPdus(1, HostileObject.harmless(name).dataSet()));
    }

    private static List<Attack> mismatches() {
        HostileObject other = HostileObject.harmless("another instance");
        String uid = HostileObject.uidOf("another class");
        byte[] otherClassInside = RawLoop.tiny(OTHER_CLASS, uid).bytes();
        return List.of(
                Attack.inAssociation(
                        "C-STORE of another class than its context",
                        Set.of(DOES_NOT_MATCH),
                        data(1, COMMAND | LAST, RawPdu.storeCommand(OTHER_CLASS, other.sopInstanceUid())),
                        HostileObject.dataSetPdus(1, other.dataSet())),
                Attack.inAssociation(
                        "C-STORE whose data set is another instance",
                        Set.of(DOES_NOT_MATCH),
                        data(1, COMMAND | LAST, RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.815")),
                        HostileObject.dataSetPdus(1, other.dataSet())),
                Attack.inAssociation(
                        "C-STORE whose data set is of another class",
                        Set.of(DOES_NOT_MATCH_WARNING),
                        data(1, COMMAND | LAST, RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, uid)),
                        HostileObject.dataSetPdus(1, otherClassInside)),
                Attack.inAssociation(
                        "C-STORE that announces no data set",
                        Set.of(DOES_NOT_MATCH),
                        data(
                                1,
                                COMMAND | LAST,
                                command(RawPdu.C_STORE_RQ, RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.9", false))),
                new Attack("data set that was not announced", ABORT, DimseAttacks::unannounced),
                Attack.inAssociation(
                        "another command instead of the announced data set",
                        ABORT,
                        data(1, COMMAND | LAST, RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.9")),
                        data(3, COMMAND | LAST, echoCommand())),
                Attack.inAssociation(
                        "announced data set that never comes",
                        ABORT,
                        data(1, COMMAND | LAST, RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, "2.25.9"))));
    }

    private static List<Attack> commands() {
        return List.of(
                new Attack("command in fragments of one byte", Set.of(Answer.status(0)), DimseAttacks::byteByByte),
                new Attack("endless command", ABORT, DimseAttacks::endlessCommand),
                new Attack("endless command of empty fragments", ABORT, DimseAttacks::endlessEmptyCommand),
                new Attack("the same message identifier again", Set.of(Answer.status(0)), DimseAttacks::twice),
                Attack.inAssociation(
                        "C-CANCEL of nothing, then C-ECHO",
                        Set.of(Answer.status(0)),
                        data(3, COMMAND | LAST, command(C_CANCEL_RQ, RawPdu.VERIFICATION, null, false)),
                        data(3, COMMAND | LAST, echoCommand())),
                Attack.inAssociation(
                        "C-FIND on a storage context",
                        Set.of(UNRECOGNIZED_OPERATION),
                        data(1, COMMAND | LAST, command(C_FIND_RQ, RawPdu.ULTRASOUND_MULTI_FRAME, null, true)),
                        data(1, LAST, new byte[20])),
                Attack.inAssociation(
                        "operation that does not exist",
                        Set.of(UNRECOGNIZED_OPERATION),
                        data(3, COMMAND | LAST, command(0x0777, RawPdu.VERIFICATION, null, false))),
                Attack.inAssociation(
                        "response to nothing", ABORT, data(1, COMMAND | LAST, RawPdu.response(RawPdu.C_STORE_RQ, 0))),
                Attack.inAssociation("empty command", ABORT, data(1, COMMAND | LAST, new byte[0])),
                Attack.inAssociation("garbage as command", ABORT, data(1, COMMAND | LAST, new byte[] {1, 2, 3})),
                Attack.inAssociation(
                        "command element longer than the command",
                        ABORT,
                        data(1, COMMAND | LAST, HexFormat.of().parseHex("00000001ffffff7f0000"))),
                Attack.inAssociation("data set without a command", ABORT, data(1, LAST, new byte[100])));
    }

    private static Answer byteByByte(Attack.Target target) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.VERIFICATION)) {
            byte[] echo = echoCommand();
            for (int i = 0; i < echo.length - 1; i++) {
                peer.send(data(3, COMMAND, new byte[] {echo[i]}));
            }
            return Attack.answerTo(peer, data(3, COMMAND | LAST, new byte[] {echo[echo.length - 1]}));
        }
    }

    private static Answer endlessCommand(Attack.Target target) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.ALL)) {
            return Attack.answerToEndless(peer, 20_000, data(1, COMMAND, new byte[4000]));
        }
    }

    private static Answer endlessEmptyCommand(Attack.Target target) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.ALL)) {
            return Attack.answerToEndless(peer, 500_000, data(1, COMMAND, new byte[0]));
        }
    }

    /** The echo is answered; what follows it belongs to nothing. */
    private static Answer unannounced(Attack.Target target) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.ALL)) {
            Answer toEcho = Attack.answerTo(peer, data(3, COMMAND | LAST, echoCommand()), data(3, LAST, new byte[100]));
            return toEcho.equals(Answer.status(0)) ? Answer.of(peer.receive()) : toEcho;
        }
    }

    /** Two objects at once under one message identifier: each gets its answer. */
    private static Answer twice(Attack.Target target) throws IOException {
        byte[] first = HostileObject.harmless("first under its identifier").message(1);
        byte[] second = HostileObject.harmless("second under its identifier").message(1);
        try (RawDicomPeer peer = target.associate(Attack.Contexts.ALL)) {
            Answer one = Attack.answerTo(peer, join(first, second));
            Answer other = Answer.of(peer.receive());
            return one.equals(other) ? one : new Answer(one + " and " + other);
        }
    }
}
