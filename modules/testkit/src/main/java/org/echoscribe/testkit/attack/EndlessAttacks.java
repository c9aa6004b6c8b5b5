package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.pdu;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/**
 * Associations that are right in each of their parts, and go on for ever: only a receiver's limits for idling and for a
 * whole object end them. Apart from the others, because receivers in use grant half an hour and more.
 */
public final class EndlessAttacks {

    private static final Set<Answer> ENDED = Set.of(Answer.ABORT, Answer.CLOSE);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private EndlessAttacks() {}

    /** All of them. */
    public static List<Attack> all() {
        byte[] store = data(
                1,
                RawPdu.COMMAND | RawPdu.LAST,
                RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, HostileObject.uidOf("endless")));
        return List.of(
                Attack.inAssociation("an association that idles", ENDED),
                repeated("a data set that never ends", store, data(1, 0, new byte[10])),
                repeated("a data set of empty fragments", store, data(1, 0, new byte[0])),
                repeated("a P-DATA-TF one byte at a time", pdu(RawPdu.P_DATA_TF, new byte[0], 100_000), new byte[1]));
    }

    /** The beginning, and then the same again and again without haste, until there is an answer. */
    private static Attack repeated(String name, byte[] beginning, byte[] again) {
        return new Attack(name, ENDED, target -> {
            try (RawDicomPeer peer =
                    RawDicomPeer.associate(target.destination(), target.patience(), Attack.Contexts.ALL)) {
                peer.waitAtMost(PAUSE);
                Answer answer = Attack.answerTo(peer, beginning);
                long turns = target.patience().dividedBy(PAUSE);
                for (long turn = 0; turn < turns && answer.equals(Answer.SILENCE); turn++) {
                    answer = Attack.answerTo(peer, again);
                }
                return answer;
            }
        });
    }
}
