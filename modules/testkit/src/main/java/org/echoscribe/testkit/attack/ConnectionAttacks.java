package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.ascii;
import static org.echoscribe.testkit.RawPdu.associateRequest;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.echoCommand;
import static org.echoscribe.testkit.RawPdu.join;
import static org.echoscribe.testkit.RawPdu.pdu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/** What can be done to a receiver before, and beside, speaking DICOM to it. */
public final class ConnectionAttacks {

    /** The beginning of a TLS ClientHello. */
    private static final byte[] TLS_HELLO = join(HexFormat.of().parseHex("160301006f0100006b0303"), new byte[100]);

    private static final int MANY_CONNECTIONS = 2_000;

    private ConnectionAttacks() {}

    /** All of them; the last ones open many connections. */
    public static List<Attack> all() {
        return List.of(
                Attack.onConnection("silence", Set.of(Answer.ABORT, Answer.CLOSE)),
                new Attack(
                        "one byte at a time, slowly", Set.of(Answer.ABORT, Answer.CLOSE), ConnectionAttacks::dribble),
                Attack.onConnection(
                        "an HTTP request",
                        Set.of(Answer.ABORT, Answer.CLOSE),
                        ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
                Attack.onConnection("a TLS hello on the plain port", Set.of(Answer.ABORT, Answer.CLOSE), TLS_HELLO),
                Attack.onConnection(
                        "half an association request, then silence",
                        Set.of(Answer.ABORT, Answer.CLOSE),
                        Arrays.copyOf(associateRequest(Attack.Contexts.ALL), 60)),
                new Attack("half-close within a session", Set.of(Answer.status(0)), ConnectionAttacks::halfClose),
                new Attack("reset at every byte of a session", Set.of(Answer.NONE), ConnectionAttacks::resets),
                silent(MANY_CONNECTIONS));
    }

    /** One byte of a valid request every tenth of the patience, which no pause of its own ever makes late. */
    private static Answer dribble(Attack.Target target) throws IOException {
        try (RawDicomPeer peer =
                RawDicomPeer.connect(target.destination(), target.patience().dividedBy(20))) {
            for (byte next : associateRequest(Attack.Contexts.ALL)) {
                Answer answer = Attack.answerTo(peer, new byte[] {next});
                if (!answer.equals(Answer.SILENCE)) {
                    return answer;
                }
            }
            return Answer.SILENCE;
        }
    }

    /** Everything is said at once, and then that nothing more comes: the request still gets its response. */
    private static Answer halfClose(Attack.Target target) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.ALL)) {
            peer.send(data(3, RawPdu.COMMAND | RawPdu.LAST, echoCommand()));
            peer.closeHalf();
            Answer answer = Answer.of(peer.receive());
            return peer.awaitClose() ? answer : Answer.SILENCE;
        }
    }

    /** A whole session: association, one object, release; cut off behind each of its bytes. */
    private static Answer resets(Attack.Target target) throws IOException {
        byte[] request = associateRequest(Attack.Contexts.ALL);
        for (int end = 0; end < request.length; end++) {
            try (RawDicomPeer peer = target.connect()) {
                peer.send(Arrays.copyOf(request, end));
                peer.reset();
            }
        }
        HostileObject object = HostileObject.harmless("reset at every byte");
        byte[] session = join(object.message(1), pdu(RawPdu.A_RELEASE_RQ, new byte[4]));
        for (int end = 0; end <= session.length; end++) {
            try (RawDicomPeer peer = target.associate(Attack.Contexts.ULTRASOUND)) {
                peer.send(Arrays.copyOf(session, end));
                peer.reset();
            }
        }
        return Answer.NONE;
    }

    /** So many connections that say nothing, and while they are open a C-ECHO, which must be answered. */
    public static Attack silent(int connections) {
        return new Attack(connections + " silent connections", Set.of(Answer.status(0)), target -> {
            List<RawDicomPeer> open = new ArrayList<>();
            try {
                for (int i = 0; i < connections; i++) {
                    open.add(target.connect());
                }
                return echo(target);
            } finally {
                for (RawDicomPeer peer : open) {
                    peer.close();
                }
            }
        });
    }

    private static Answer echo(Attack.Target target) throws IOException {
        try (RawDicomPeer peer = target.associate(Attack.Contexts.VERIFICATION)) {
            return Attack.answerTo(peer, data(3, RawPdu.COMMAND | RawPdu.LAST, echoCommand()));
        }
    }
}
