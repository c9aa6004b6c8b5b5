package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.COMMAND;
import static org.echoscribe.testkit.RawPdu.LAST;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.join;
import static org.echoscribe.testkit.attack.RawLoop.element;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/** Objects that are larger than the memory of who receives them; they are made while they are sent. */
public final class LargeObjects {

    /** Every receiver takes PDUs of this size. */
    private static final int FRAGMENT_BYTES = 16_000;

    private static final int LARGE_VALUE_BYTES = 4 << 20;

    private LargeObjects() {}

    /** A loop whose frames are so large that there are so many bytes of them. */
    public static Attack withPixels(String name, long pixelBytes) {
        RawLoop loop = RawLoop.of(HostileObject.uidOf(name));
        byte[] head = join(loop.head(), RawLoop.image(12, 4000), element(0x7FE00010, "OB", pixelBytes, new byte[0]));
        return new Attack(name, Set.of(Answer.status(0)), target -> {
            try (RawDicomPeer peer = open(target, name)) {
                peer.send(data(1, 0, head));
                sendZeros(peer, pixelBytes);
                return Attack.answerTo(peer, data(1, LAST, new byte[0]));
            }
        });
    }

    /** A loop before whose UIDs stand so many values of 4 MiB, which a careless reader of headers takes into memory. */
    public static Attack withHeader(String name, int values) {
        RawLoop loop = RawLoop.of(HostileObject.uidOf(name));
        byte[] instance = join(
                element(0x00080016, "UI", RawPdu.ULTRASOUND_MULTI_FRAME),
                element(0x00080018, "UI", HostileObject.uidOf(name)));
        return new Attack(name, Set.of(Answer.status(0)), target -> {
            try (RawDicomPeer peer = open(target, name)) {
                peer.send(data(1, 0, instance));
                for (int i = 0; i < values; i++) {
                    peer.send(data(1, 0, element(0x00090000 | 0x1000 + i, "OB", LARGE_VALUE_BYTES, new byte[0])));
                    sendZeros(peer, LARGE_VALUE_BYTES);
                }
                byte[] rest = loop.bytes();
                return Attack.answerTo(
                        peer, HostileObject.dataSetPdus(1, Arrays.copyOfRange(rest, instance.length, rest.length)));
            }
        });
    }

    private static RawDicomPeer open(Attack.Target target, String name) throws IOException {
        RawDicomPeer peer = target.associate(Attack.Contexts.ULTRASOUND);
        peer.send(
                data(1, COMMAND | LAST, RawPdu.storeCommand(RawPdu.ULTRASOUND_MULTI_FRAME, HostileObject.uidOf(name))));
        return peer;
    }

    private static void sendZeros(RawDicomPeer peer, long count) throws IOException {
        byte[] fragment = data(1, 0, new byte[FRAGMENT_BYTES]);
        for (long left = count; left > 0; left -= FRAGMENT_BYTES) {
            peer.send(left >= FRAGMENT_BYTES ? fragment : data(1, 0, new byte[(int) left]));
        }
    }
}
