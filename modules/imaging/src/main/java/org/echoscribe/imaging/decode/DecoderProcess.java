package org.echoscribe.imaging.decode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One process of the codecs that the system has: a child that runs {@link DecoderProcessMain} and decodes one codestream at a
 * time. It ends when this one does, because its input ends. For one caller at a time, which {@link DecoderPool} sees to.
 */
final class DecoderProcess {
    static final int MOST_SECONDS = 60;

    private static final int INTERRUPTED = -1;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;

    private DecoderProcess(Process process) {
        this.process = process;
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    static DecoderProcess start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                DecoderProcessMain.class.getName()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new DecoderProcess(
                builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Decodes one codestream; it has {@value #MOST_SECONDS} seconds, after which the process is ended. */
    Components decode(byte[] codestream) throws IOException, UndecodableException {
        CountDownLatch answered = new CountDownLatch(1);
        Thread.startVirtualThread(() -> endIfUnanswered(answered));
        try {
            requests.writeInt(codestream.length);
            requests.write(codestream);
            requests.flush();
            return DecoderProcessMain.readAnswer(answers);
        } finally {
            answered.countDown();
        }
    }

    private void endIfUnanswered(CountDownLatch answered) {
        try {
            if (!answered.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process where it has not ended by itself, gives its pipes back and returns its exit code. */
    int end() {
        close(process.getOutputStream());
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } finally {
            close(process.getInputStream());
        }
    }

    private static void close(Closeable pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            return; // what was still to be written can no longer be read; the pipe is closed all the same
        }
    }
}
