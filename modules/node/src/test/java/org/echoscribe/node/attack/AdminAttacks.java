package org.echoscribe.node.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.echoscribe.testkit.attack.Answer;
import org.echoscribe.testkit.attack.Attack;

/**
 * What can be done to the admin port by a client that has time.
 *
 * @param port where it is on loopback
 */
record AdminAttacks(int port) {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String CORRECTION =
            "POST /corrections HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    List<Attack> all() {
        return List.of(
                attack("a request line one byte at a time", Answer.CLOSE, "", "G"),
                attack("headers that never end", Answer.CLOSE, "GET /health HTTP/1.1\r\n", "X: y\r\n"),
                attack(
                        "a correction one byte at a time",
                        status(408),
                        CORRECTION + "Content-Length: 5000\r\n\r\n",
                        "{"),
                attack(
                        "a correction whose body never comes",
                        status(408),
                        CORRECTION + "Content-Length: 50\r\n\r\n",
                        ""),
                attack(
                        "a body for a page that takes none",
                        status(200),
                        "GET /health HTTP/1.1\r\nContent-Length: 50\r\nHost: x\r\n\r\n",
                        "x"));
    }

    private Attack attack(String name, Answer right, String beginning, String again) {
        return new Attack(name, Set.of(right), target -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout((int) PAUSE.toMillis());
                socket.getOutputStream().write(ascii(beginning));
                Answer answer = answer(socket.getInputStream());
                long turns = target.patience().dividedBy(PAUSE);
                for (long turn = 0; turn < turns && answer.equals(Answer.SILENCE); turn++) {
                    socket.getOutputStream().write(ascii(again));
                    answer = answer(socket.getInputStream());
                }
                return answer;
            } catch (SocketException e) {
                return Answer.CLOSE;
            }
        });
    }

    private static Answer answer(InputStream in) throws IOException {
        try {
            byte[] line = in.readNBytes("HTTP/1.1 200".length());
            return line.length == 0
                    ? Answer.CLOSE
                    : new Answer(new String(line, StandardCharsets.US_ASCII).replace("HTTP/1.1 ", ""));
        } catch (SocketTimeoutException e) {
            return Answer.SILENCE;
        }
    }

    private static Answer status(int code) {
        return new Answer(Integer.toString(code));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
