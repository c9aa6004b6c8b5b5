package org.echoscribe.testkit.attack;

import static org.echoscribe.testkit.RawPdu.ascii;
import static org.echoscribe.testkit.RawPdu.associateRequest;
import static org.echoscribe.testkit.RawPdu.data;
import static org.echoscribe.testkit.RawPdu.echoCommand;
import static org.echoscribe.testkit.RawPdu.join;
import static org.echoscribe.testkit.RawPdu.pdu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RawPdu;

/** What can be done to a port that wants TLS (RFC 8446), at the level of bytes. */
public final class TlsAttacks {

    private static final Set<Answer> ENDED = Set.of(Answer.ABORT, Answer.CLOSE);
    private static final byte[] HELLO = hello();

    private TlsAttacks() {}

    /** Those that a receiver sees through at once. */
    public static List<Attack> all() {
        return List.of(
                Attack.onConnection("DICOM in plain on the TLS port", ENDED, associateRequest(Attack.Contexts.ALL)),
                Attack.onConnection(
                        "an HTTP request on the TLS port", ENDED, ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
                Attack.onConnection("a TLS record of 65535 bytes", ENDED, bytes("160303ffff"), new byte[65_535]),
                Attack.onConnection("a TLS record of no bytes", ENDED, bytes("1603030000"), bytes("1603030000")),
                Attack.onConnection("a handshake message of 16 MiB", ENDED, bytes("160303400001ffffff"), HELLO),
                Attack.onConnection("TLS application data first", ENDED, bytes("170303002000"), new byte[31]),
                Attack.onConnection("a TLS alert first", ENDED, bytes("15030300020228")),
                Attack.onConnection("a hello of SSL 3.0", ENDED, bytes("16030000030100"), new byte[100]),
                Attack.onConnection("a TLS hello of random bytes", ENDED, spoilt()),
                Attack.onConnection(
                        "DICOM in plain behind a TLS hello", ENDED, HELLO, associateRequest(Attack.Contexts.ALL)),
                Attack.onConnection("a TLS hello twice", ENDED, HELLO, HELLO));
    }

    /** Those that only a receiver's patience ends. */
    public static List<Attack> stalling() {
        return List.of(
                Attack.onConnection("silence on the TLS port", ENDED),
                Attack.onConnection("the first byte of a TLS hello, then silence", ENDED, Arrays.copyOf(HELLO, 1)),
                Attack.onConnection("half a TLS hello, then silence", ENDED, Arrays.copyOf(HELLO, HELLO.length / 2)),
                Attack.onConnection("a whole TLS hello, then silence", ENDED, HELLO),
                new Attack("a TLS hello one byte at a time, slowly", ENDED, TlsAttacks::dribble));
    }

    /**
     * A session of handshake, association, C-ECHO and release, reset behind every so many of the bytes that the client sends.
     *
     * @param client whom the receiver lets in
     * @param stride how many bytes further each reset comes; 1 for every byte
     */
    public static Attack resets(SSLContext client, int stride) {
        return new Attack("reset within a TLS session", Set.of(Answer.NONE), target -> {
            long whole = session(target, client, Long.MAX_VALUE);
            for (long end = 0; end < whole; end += stride) {
                session(target, client, end);
            }
            return Answer.NONE;
        });
    }

    /** Plays the session up to a byte; how many bytes were sent. */
    private static long session(Attack.Target target, SSLContext client, long end) throws IOException {
        String host = target.destination().host();
        int port = target.destination().port();
        ResettingSocket socket = new ResettingSocket(host, port, end);
        try (SSLSocket tls = (SSLSocket) client.getSocketFactory().createSocket(socket, host, port, true)) {
            tls.setSoTimeout((int) target.patience().toMillis());
            for (byte[] request : List.of(
                    associateRequest(Attack.Contexts.VERIFICATION),
                    data(3, RawPdu.COMMAND | RawPdu.LAST, echoCommand()),
                    pdu(RawPdu.A_RELEASE_RQ, new byte[4]))) {
                tls.getOutputStream().write(request);
                int length = ByteBuffer.wrap(tls.getInputStream().readNBytes(6)).getInt(2);
                tls.getInputStream().skipNBytes(length);
            }
        } catch (IOException e) {
            if (!socket.isReset()) {
                throw e;
            }
        }
        return socket.sent();
    }

    /** One byte every twentieth of the patience. */
    private static Answer dribble(Attack.Target target) throws IOException {
        try (RawDicomPeer peer =
                RawDicomPeer.connect(target.destination(), target.patience().dividedBy(20))) {
            for (byte next : HELLO) {
                Answer answer = Attack.answerTo(peer, new byte[] {next});
                if (!answer.equals(Answer.SILENCE)) {
                    return answer;
                }
            }
            return Answer.SILENCE;
        }
    }

    /** What a client of this JDK says first. */
    private static byte[] hello() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), record);
            return Arrays.copyOf(record.array(), record.position());
        } catch (NoSuchAlgorithmException | SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record as long as a hello, of which nothing but the header is right. */
    private static byte[] spoilt() {
        byte[] random = new byte[HELLO.length - 5];
        new java.util.Random(1).nextBytes(random);
        return join(Arrays.copyOf(HELLO, 5), random);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
