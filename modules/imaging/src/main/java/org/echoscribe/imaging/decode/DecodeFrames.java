package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.echoscribe.dicom.dataset.ByteAccess;

/** Decodes chosen ones of separate frames, side by side where the executor has threads. */
final class DecodeFrames {
    private final DecodeLimits limits;
    private final Executor executor;

    DecodeFrames(DecodeLimits limits, Executor executor) {
        this.limits = limits;
        this.executor = executor;
    }

    /** The frames in the order of {@code indices}, all of one size. */
    List<RgbFrame> decode(SeparateFrames frames, ByteAccess source, int[] indices)
            throws IOException, UndecodableException {
        RgbFrame first = decodeOne(frames, source, indices[0]);
        limits.requireMemory(first.width(), first.height(), indices.length);
        List<CompletableFuture<RgbFrame>> rest = new ArrayList<>();
        for (int i = 1; i < indices.length; i++) {
            int index = indices[i];
            rest.add(CompletableFuture.supplyAsync(() -> decodeUnchecked(frames, source, index), executor));
        }
        List<RgbFrame> decoded = new ArrayList<>(List.of(first));
        try {
            for (CompletableFuture<RgbFrame> frame : rest) {
                decoded.add(frame.join());
            }
        } catch (CompletionException e) {
            throw unwrapped(e);
        } finally {
            awaitAll(rest);
        }
        return ofOneSize(decoded);
    }

    private static RgbFrame decodeOne(SeparateFrames frames, ByteAccess source, int index)
            throws IOException, UndecodableException {
        try {
            return frames.decoder().decode(frames.stored().read(source, index));
        } catch (UndecodableException e) {
            throw new UndecodableException("frame " + (index + 1) + " cannot be decoded: " + e.getMessage());
        }
    }

    private static RgbFrame decodeUnchecked(SeparateFrames frames, ByteAccess source, int index) {
        try {
            return decodeOne(frames, source, index);
        } catch (UndecodableException e) {
            throw new CompletionException(e);
        } catch (IOException e) {
            throw new CompletionException(new UncheckedIOException(e));
        }
    }

    /** The frames themselves, where they are all of one size. */
    static List<RgbFrame> ofOneSize(List<RgbFrame> frames) throws UndecodableException {
        RgbFrame first = frames.getFirst();
        for (RgbFrame other : frames) {
            if (other.width() != first.width() || other.height() != first.height()) {
                throw new UndecodableException("the frames differ in size: %d x %d and %d x %d pixels"
                        .formatted(first.width(), first.height(), other.width(), other.height()));
            }
        }
        return frames;
    }

    private static UndecodableException unwrapped(CompletionException e) throws IOException {
        return switch (e.getCause()) {
            case UndecodableException undecodable -> undecodable;
            case UncheckedIOException unreadable -> throw unreadable.getCause();
            case null, default -> throw e;
        };
    }

    /** No task may outlive the source that it reads. */
    private static void awaitAll(List<CompletableFuture<RgbFrame>> tasks) {
        CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
    }
}
