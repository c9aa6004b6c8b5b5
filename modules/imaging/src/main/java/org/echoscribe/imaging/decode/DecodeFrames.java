package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.imaging.SharedWork;

/** Decodes chosen ones of separate frames, side by side where the executor has threads. */
final class DecodeFrames {
    private final DecodeLimits limits;
    private final Executor executor;

    DecodeFrames(DecodeLimits limits, Executor executor) {
        this.limits = limits;
        this.executor = executor;
    }

    /** The frames in the order of {@code indices}, all of one size; of several that fail, the first one's failure. */
    List<RgbFrame> decode(SeparateFrames frames, ByteAccess source, int[] indices)
            throws IOException, UndecodableException {
        RgbFrame first = decodeOne(frames, source, indices[0]);
        limits.requireMemory(first.width(), first.height(), indices.length);
        RgbFrame[] decoded = new RgbFrame[indices.length];
        Exception[] failures = new Exception[indices.length];
        AtomicInteger firstFailing = new AtomicInteger(indices.length);
        decoded[0] = first;
        List<Runnable> pieces = new ArrayList<>();
        for (int i = 1; i < indices.length; i++) {
            int at = i;
            pieces.add(() -> {
                try {
                    if (at < firstFailing.get()) {
                        decoded[at] = decodeOne(frames, source, indices[at]);
                    }
                } catch (IOException | UndecodableException e) {
                    failures[at] = e;
                    firstFailing.accumulateAndGet(at, Math::min);
                }
            });
        }
        SharedWork.run(pieces, executor);
        if (firstFailing.get() < indices.length) {
            throw rethrown(failures[firstFailing.get()]);
        }
        return ofOneSize(List.of(decoded));
    }

    private static RgbFrame decodeOne(SeparateFrames frames, ByteAccess source, int index)
            throws IOException, UndecodableException {
        try {
            return frames.decoder().decode(frames.stored().read(source, index));
        } catch (UndecodableException e) {
            throw new UndecodableException("frame " + (index + 1) + " cannot be decoded: " + e.getMessage());
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

    private static UndecodableException rethrown(Exception failure) throws IOException {
        return switch (failure) {
            case UndecodableException undecodable -> undecodable;
            case IOException unreadable -> throw unreadable;
            default -> throw new IllegalStateException(failure);
        };
    }
}
