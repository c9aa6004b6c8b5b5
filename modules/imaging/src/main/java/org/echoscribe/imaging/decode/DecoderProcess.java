package org.echoscribe.imaging.decode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs that the system has, in a process of their own: as distributions build them they check with assertions, so that
 * one hostile codestream ends the whole process, and this one must go on. Fuzzing found such a codestream within three minutes.
 *
 * <p>{@link DecoderProcessMain} is started when the first codestream needs it and stays; one codestream is decoded at a time.
 * If it dies, or takes longer than {@value #MOST_SECONDS} seconds, that frame is undecodable and the next one gets a new process.
 * It ends when this one does, because its input ends.
 */
final class DecoderProcess {
    static final int MOST_SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(DecoderProcess.class);
    private static final DecoderProcess SHARED = new DecoderProcess();

    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Running> running = Optional.empty();

    private record Running(Process process, DataOutputStream requests, DataInputStream answers) {}

    private DecoderProcess() {}

    static DecoderProcess shared() {
        return SHARED;
    }

    /** Decodes one High-Throughput JPEG 2000, sample-interleaved JPEG-LS or JPEG XL codestream. */
    Components decode(byte[] codestream) throws UndecodableException {
        lock.lock();
        try {
            if (running.filter(known -> known.process().isAlive()).isEmpty()) {
                running = Optional.of(start());
            }
            return decode(running.get(), codestream);
        } catch (IOException e) {
            int exitCode = stop();
            LOG.warn("The process of the system's codecs ended with code {} on a codestream", exitCode);
            throw new UndecodableException("its codestream ended the decoder (exit code " + exitCode
                    + "): it is corrupt or made to harm; the object is kept");
        } finally {
            lock.unlock();
        }
    }

    private static Components decode(Running running, byte[] codestream) throws IOException, UndecodableException {
        CountDownLatch answered = new CountDownLatch(1);
        Thread.startVirtualThread(() -> endIfUnanswered(running.process(), answered));
        try {
            running.requests().writeInt(codestream.length);
            running.requests().write(codestream);
            running.requests().flush();
            return DecoderProcessMain.readAnswer(running.answers());
        } finally {
            answered.countDown();
        }
    }

    private static void endIfUnanswered(Process process, CountDownLatch answered) {
        try {
            if (!answered.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static Running start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                DecoderProcessMain.class.getName()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new Running(
                process,
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16)),
                new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16)));
    }

    private int stop() {
        try {
            Process process = running.map(Running::process).orElse(null);
            running = Optional.empty();
            if (process == null) {
                return -1;
            }
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
