package org.echoscribe.imaging.decode;

import java.nio.ByteBuffer;
import java.util.Set;

/** What a video's bit stream is wrapped in, told by its first bytes before any native code sees them. */
enum VideoContainer {
    /** The bare bit stream. */
    NONE,
    /** MPEG-2 transport stream (ISO/IEC 13818-1). */
    TRANSPORT_STREAM,
    /** MPEG-2 program stream (ISO/IEC 13818-1). */
    PROGRAM_STREAM,
    /** MP4 (ISO/IEC 14496-14). */
    MP4;

    /** How many of the first bytes {@link #of} asks for. */
    static final int PROBED_BYTES = 3 * 188;

    private static final int PACKET_BYTES = 188;
    private static final byte PACKET_START = 0x47;
    private static final int PACK_START = 0x000001BA;
    private static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "mdat", "free", "skip", "wide");

    /** @param start the first {@link #PROBED_BYTES} of the video, or all of a shorter one */
    static VideoContainer of(byte[] start, VideoCoding coding) throws UndecodableException {
        if (start.length >= 12) {
            int word = ByteBuffer.wrap(start).getInt();
            if (word == PACK_START) {
                return PROGRAM_STREAM;
            }
            if (word >>> 8 == 1 || word == 1) {
                return NONE;
            }
            if (FIRST_BOXES.contains(ascii(start, 4))) {
                return MP4;
            }
        }
        if (start.length > PACKET_BYTES && start[0] == PACKET_START && start[PACKET_BYTES] == PACKET_START) {
            return TRANSPORT_STREAM;
        }
        throw new UndecodableException("the pixel data begins neither an " + coding.title()
                + " bit stream nor a transport stream, program stream or MP4 file; send the object again, or in another"
                + " transfer syntax");
    }

    /** FFmpeg's name of its reader. */
    String demuxer(VideoCoding coding) {
        return switch (this) {
            case NONE -> coding.elementaryStream();
            case TRANSPORT_STREAM -> "mpegts";
            case PROGRAM_STREAM -> "mpeg";
            case MP4 -> "mov";
        };
    }

    private static String ascii(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < at + 4; i++) {
            text.append((char) (bytes[i] & 0xFF));
        }
        return text.toString();
    }
}
