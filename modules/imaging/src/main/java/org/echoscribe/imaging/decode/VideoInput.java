package org.echoscribe.imaging.decode;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_freep;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Hands the bytes of a video to FFmpeg as it asks for them.
 *
 * <p>Native code can only refer to a few Java functions at a time, so one pair serves all inputs and finds each by the
 * address that it is called with. What goes wrong in them is kept, because exceptions must not cross native code.
 */
final class VideoInput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 15;
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;

    private static final Map<Long, VideoInput> OPEN = new ConcurrentHashMap<>();
    private static final Read READ = new Read();
    private static final Seek SEEK = new Seek();

    private final JoinedFragments video;
    private final BytePointer key = new BytePointer(1);
    private final AVIOContext context;
    private long position;
    private Optional<IOException> failure = Optional.empty();

    VideoInput(JoinedFragments video) {
        this.video = video;
        OPEN.put(key.address(), this);
        context = avio_alloc_context(new BytePointer(av_malloc(BUFFER_BYTES)), BUFFER_BYTES, 0, key, READ, null, SEEK);
    }

    /** What FFmpeg reads from. */
    AVIOContext context() {
        return context;
    }

    /** Throws what went wrong in a read that FFmpeg took for the end. */
    void rethrow() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public void close() {
        try (PointerPointer<BytePointer> buffer = new PointerPointer<>(1)) {
            buffer.put(0, context.buffer());
            av_freep(buffer);
        }
        avio_context_free(context);
        OPEN.remove(key.address());
        key.close();
    }

    private int read(BytePointer target, int length) {
        try {
            byte[] read = video.read(position, length);
            target.put(read, 0, read.length);
            position += read.length;
            return read.length == 0 ? AVERROR_EOF() : read.length;
        } catch (IOException e) {
            failure = Optional.of(e);
            return AVERROR_EOF();
        }
    }

    private long seek(long offset, int whence) {
        if ((whence & AVSEEK_SIZE) != 0) {
            return video.size();
        }
        long target = switch (whence & 3) {
            case FROM_START -> offset;
            case FROM_HERE -> position + offset;
            case FROM_END -> video.size() + offset;
            default -> -1;
        };
        if (target < 0 || target > video.size()) {
            return -1;
        }
        position = target;
        return target;
    }

    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int length) {
            return OPEN.get(opaque.address()).read(target, length);
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            return OPEN.get(opaque.address()).seek(offset, whence);
        }
    }
}
