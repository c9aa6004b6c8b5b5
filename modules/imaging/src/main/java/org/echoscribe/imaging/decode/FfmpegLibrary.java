package org.echoscribe.imaging.decode;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether FFmpeg can be used on this machine: it is loaded when the first codestream needs it, because it wants system
 * libraries that a bare machine lacks, and everything else must work without them.
 */
final class FfmpegLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegLibrary.class);

    /** What a person is told where its system libraries are missing. */
    static final String MISSING = "it needs FFmpeg, which cannot be loaded on this machine: install the system packages"
            + " libva2, libva-drm2 and libdrm2 (Debian and Ubuntu), restart, and retry the object";

    /** No single allocation of FFmpeg's passes this, whatever a codestream demands. */
    private static final long MOST_BYTES_AT_ONCE = 256L << 20;

    private FfmpegLibrary() {}

    /** What is missing and how to mend it; empty where FFmpeg is ready for use. */
    static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    private static final class Loaded {
        static final Optional<String> PROBLEM = load();

        private static Optional<String> load() {
            try {
                Loader.load(avcodec.class);
                Loader.load(avformat.class);
                Loader.load(swscale.class);
                avutil.av_max_alloc(MOST_BYTES_AT_ONCE);
                redirectLog();
                return Optional.empty();
            } catch (LinkageError | RuntimeException e) {
                LOG.warn("FFmpeg cannot be loaded: {}", e.getMessage());
                return Optional.of(MISSING);
            }
        }
    }

    /** FFmpeg writes to standard error by itself; here its messages are debug messages of this class, or nothing. */
    private static void redirectLog() {
        if (LOG.isDebugEnabled()) {
            avutil.setLogCallback(SlfCallback.INSTANCE);
        } else {
            avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        }
    }

    private static final class SlfCallback extends LogCallback {
        /** Held for ever: native code refers to it. */
        static final SlfCallback INSTANCE = new SlfCallback();

        @Override
        public void call(int level, BytePointer message) {
            LOG.debug("{}", message.getString().strip());
        }
    }
}
