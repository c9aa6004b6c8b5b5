package org.echoscribe.testkit.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/**
 * One thing that a peer does by mistake or on purpose.
 *
 * @param name what it is, as it stands in tables and test names
 * @param rightAnswers what a receiver may do about it
 * @param script how it is done
 */
public record Attack(String name, Set<Answer> rightAnswers, Script script) {

    /** Who is attacked, and how long each of its answers is waited for. */
    public record Target(Destination destination, Duration patience) {
        RawDicomPeer connect() throws IOException {
            return RawDicomPeer.connect(destination, patience);
        }

        RawDicomPeer associate(byte[]... contexts) throws IOException {
            return RawDicomPeer.associate(destination, patience, contexts);
        }
    }

    /** The steps of an attack. */
    @FunctionalInterface
    public interface Script {
        /** Plays, and tells the answer. */
        Answer play(Target target) throws IOException;
    }

    /** These bytes on a fresh connection. */
    static Attack onConnection(String name, Set<Answer> rightAnswers, byte[]... bytes) {
        return new Attack(name, rightAnswers, target -> {
            try (RawDicomPeer peer = target.connect()) {
                return answerTo(peer, bytes);
            }
        });
    }

    /** These bytes on an association that has the contexts of {@link Contexts}. */
    static Attack inAssociation(String name, Set<Answer> rightAnswers, byte[]... bytes) {
        return new Attack(name, rightAnswers, target -> {
            try (RawDicomPeer peer = target.associate(Contexts.ALL)) {
                return answerTo(peer, bytes);
            }
        });
    }

    /** The first answer to these bytes; a receiver that hangs up while they are still being sent has answered too. */
    static Answer answerTo(RawDicomPeer peer, byte[]... bytes) throws IOException {
        try {
            peer.send(bytes);
        } catch (IOException e) {
            return Answer.of(peer.receive());
        }
        return Answer.of(peer.receive());
    }

    /** Sends the same bytes until the receiver has had enough, or so often; then what it answered. */
    static Answer answerToEndless(RawDicomPeer peer, int times, byte[] bytes) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                peer.send(bytes);
            }
        } catch (IOException e) {
            // It hung up, as it should.
        }
        return Answer.of(peer.receive());
    }

    /** Plays; a connection that the receiver resets counts as closed. */
    public Answer play(Target target) throws IOException {
        return script.play(target);
    }

    /** Whether an answer is one of the right ones. */
    public boolean isRight(Answer answer) {
        return rightAnswers.contains(answer);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The presentation contexts of an attacked association. */
    static final class Contexts {
        static final byte[] ULTRASOUND =
                RawPdu.context(1, RawPdu.ULTRASOUND_MULTI_FRAME, RawPdu.EXPLICIT_LITTLE_ENDIAN);
        static final byte[] VERIFICATION = RawPdu.context(3, RawPdu.VERIFICATION, RawPdu.IMPLICIT_LITTLE_ENDIAN);

        /** An abstract syntax that nobody has. */
        static final byte[] REFUSED =
                RawPdu.context(5, "1.2.826.0.1.3680043.10.9999.77", RawPdu.IMPLICIT_LITTLE_ENDIAN);

        static final byte[][] ALL = {ULTRASOUND, VERIFICATION, REFUSED};

        private Contexts() {}
    }
}
