package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs that the system has, in processes of their own: as distributions build them they check with assertions, so that
 * one hostile codestream ends the whole process, and this one must go on. Fuzzing found such a codestream within three minutes.
 *
 * <p>A process is started when a codestream finds none without work, up to one per processor; further codestreams wait. If a
 * process dies or is too slow, that one frame is undecodable, and those in the other processes know nothing of it. What had no
 * work for a minute is ended.
 */
final class DecoderPool {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderPool.class);

    /** Each may take half a gigabyte of heap, so a machine of very many processors does not start as many. */
    private static final int MOST_PROCESSES = 8;

    private static final DecoderPool SHARED = new DecoderPool(
            Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSES), Duration.ofMinutes(1));

    private record Idle(DecoderProcess process, long since) {}

    private final Semaphore unused;
    private final Duration mostIdle;
    private final Executor later;
    /** The process that worked last is first, so that those that are not needed stay idle. */
    private final LinkedBlockingDeque<Idle> idle = new LinkedBlockingDeque<>();

    private final AtomicBoolean willEndIdle = new AtomicBoolean();

    /**
     * @param most processes at any time
     * @param mostIdle how long one is kept without work
     */
    DecoderPool(int most, Duration mostIdle) {
        this.unused = new Semaphore(most, true);
        this.mostIdle = mostIdle;
        this.later = CompletableFuture.delayedExecutor(mostIdle.toMillis(), TimeUnit.MILLISECONDS);
    }

    static DecoderPool shared() {
        return SHARED;
    }

    /** Decodes one High-Throughput JPEG 2000, sample-interleaved JPEG-LS or JPEG XL codestream; waits for a process. */
    Components decode(byte[] codestream) throws UndecodableException {
        unused.acquireUninterruptibly();
        try {
            return decode(take(), codestream);
        } catch (IOException e) {
            LOG.warn("No process for the system's codecs can be started", e);
            throw new UndecodableException("the process of the codec that it needs cannot be started on this machine ("
                    + e.getMessage() + "); mend that and retry the object");
        } finally {
            unused.release();
        }
    }

    private Components decode(DecoderProcess process, byte[] codestream) throws UndecodableException {
        try {
            Components decoded = process.decode(codestream);
            keep(process);
            return decoded;
        } catch (UndecodableException e) {
            keep(process);
            throw e;
        } catch (IOException e) {
            int exitCode = process.end();
            LOG.warn("The process of the system's codecs ended with code {} on a codestream", exitCode);
            throw new UndecodableException("its codestream ended the decoder (exit code " + exitCode
                    + "): it is corrupt or made to harm; the object is kept");
        } catch (RuntimeException | Error e) {
            process.end();
            throw e;
        }
    }

    /** How many processes are there without work. */
    int idle() {
        return idle.size();
    }

    /** How many codestreams wait for a process. */
    int waiting() {
        return unused.getQueueLength();
    }

    private DecoderProcess take() throws IOException {
        for (Idle known = idle.pollFirst(); known != null; known = idle.pollFirst()) {
            if (known.process().isAlive()) {
                return known.process();
            }
            known.process().end();
        }
        return DecoderProcess.start();
    }

    private void keep(DecoderProcess process) {
        idle.addFirst(new Idle(process, System.nanoTime()));
        endIdleLater();
    }

    private void endIdleLater() {
        if (willEndIdle.compareAndSet(false, true)) {
            later.execute(this::endIdle);
        }
    }

    private void endIdle() {
        willEndIdle.set(false);
        for (Idle longest = idle.pollLast(); longest != null; longest = idle.pollLast()) {
            if (System.nanoTime() - longest.since() < mostIdle.toNanos()) {
                idle.addLast(longest);
                endIdleLater();
                return;
            }
            longest.process().end();
        }
    }
}
