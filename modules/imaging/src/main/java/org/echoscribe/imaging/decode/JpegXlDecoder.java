package org.echoscribe.imaging.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Decodes one JPEG XL codestream (ISO/IEC 18181) through {@link JpegXlLibrary}. The codestream says itself what its
 * components are: libjxl gives grey or RGB, whatever Photometric Interpretation says, since that names what was recompressed.
 */
final class JpegXlDecoder {
    private static final int BASIC_INFO = 0x40;
    private static final int FULL_IMAGE = 0x1000;
    private static final int NEED_IMAGE_OUT_BUFFER = 5;
    private static final int NEED_MORE_INPUT = 2;
    private static final int TYPE_UINT8 = 2;
    private static final int TYPE_UINT16 = 3;

    /** JxlBasicInfo is smaller in every version so far. */
    private static final long BASIC_INFO_BYTES = 1024;

    private static final long WIDTH_OFFSET = 4;
    private static final long HEIGHT_OFFSET = 8;
    private static final long BITS_OFFSET = 12;
    private static final long EXPONENT_BITS_OFFSET = 16;
    private static final long COLOUR_CHANNELS_OFFSET = 52;

    private final JpegXlLibrary library;
    private final MemorySegment decoder;
    private final Arena arena;
    private final JpegXlHeader header;

    private JpegXlDecoder(JpegXlLibrary library, MemorySegment decoder, Arena arena, JpegXlHeader header) {
        this.library = library;
        this.decoder = decoder;
        this.arena = arena;
        this.header = header;
    }

    /** One plane of grey or three of RGB, of as many bits as the codestream says. */
    static Components decode(byte[] codestream, JpegXlHeader header) throws UndecodableException {
        JpegXlLibrary library = JpegXlLibrary.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment decoder = (MemorySegment) library.create().invokeExact(MemorySegment.NULL);
            try {
                return new JpegXlDecoder(library, decoder, arena, header).decode(codestream);
            } finally {
                library.destroy().invokeExact(decoder);
            }
        } catch (UndecodableException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("libjxl could not be called", e);
        }
    }

    private Components decode(byte[] codestream) throws Throwable {
        require((int) library.subscribe().invokeExact(decoder, BASIC_INFO | FULL_IMAGE) == 0);
        require((int) library.keepOrientation().invokeExact(decoder, 1) == 0);
        MemorySegment input = arena.allocateFrom(JAVA_BYTE, codestream);
        require((int) library.setInput().invokeExact(decoder, input, input.byteSize()) == 0);
        library.closeInput().invokeExact(decoder);
        advanceTo(BASIC_INFO);
        MemorySegment info = arena.allocate(BASIC_INFO_BYTES, Long.BYTES);
        require((int) library.basicInfo().invokeExact(decoder, info) == 0);
        int channels = requireReadable(info);
        int declaredBits = info.get(JAVA_INT, BITS_OFFSET);
        int bits = declaredBits > Byte.SIZE ? Short.SIZE : Byte.SIZE;
        advanceTo(NEED_IMAGE_OUT_BUFFER);
        MemorySegment samples =
                arena.allocate((long) header.width() * header.height() * channels * bits / Byte.SIZE, Long.BYTES);
        MemorySegment format = pixelFormat(channels, bits);
        require((int) library.setOutput().invokeExact(decoder, format, samples, samples.byteSize()) == 0);
        advanceTo(FULL_IMAGE);
        return new Components(
                header.width(), header.height(), declaredBits, planes(samples, channels, bits, bits - declaredBits));
    }

    private int requireReadable(MemorySegment info) throws UndecodableException {
        if (info.get(JAVA_INT, WIDTH_OFFSET) != header.width()
                || info.get(JAVA_INT, HEIGHT_OFFSET) != header.height()) {
            throw new UndecodableException("a JPEG XL codestream declares two sizes");
        }
        int bits = info.get(JAVA_INT, BITS_OFFSET);
        if (bits < 1 || bits > Short.SIZE || info.get(JAVA_INT, EXPONENT_BITS_OFFSET) != 0) {
            throw new UndecodableException("JPEG XL of " + bits + " bits per sample is not decodable by this version");
        }
        int channels = info.get(JAVA_INT, COLOUR_CHANNELS_OFFSET);
        if (channels != 1 && channels != 3) {
            throw new UndecodableException("a JPEG XL codestream has " + channels + " colours");
        }
        return channels;
    }

    /** JxlPixelFormat: channels, sample type, byte order, alignment of rows. */
    private MemorySegment pixelFormat(int channels, int bits) {
        MemorySegment format = arena.allocate(24, Long.BYTES);
        format.set(JAVA_INT, 0, channels);
        format.set(JAVA_INT, 4, bits == Byte.SIZE ? TYPE_UINT8 : TYPE_UINT16);
        format.set(JAVA_INT, 8, 0);
        format.set(JAVA_LONG, 16, 0);
        return format;
    }

    private void advanceTo(int wanted) throws Throwable {
        int status = (int) library.process().invokeExact(decoder);
        if (status == NEED_MORE_INPUT) {
            throw new UndecodableException("a JPEG XL codestream ends too early: the frame is truncated");
        }
        require(status == wanted);
    }

    private static void require(boolean decodable) throws UndecodableException {
        if (!decodable) {
            throw new UndecodableException("a JPEG XL codestream is corrupt");
        }
    }

    /** @param scaled the bits by which libjxl has scaled samples to whole bytes */
    private static char[][] planes(MemorySegment samples, int channels, int bits, int scaled) {
        int pixels = Math.toIntExact(samples.byteSize() * Byte.SIZE / bits / channels);
        char[][] planes = new char[channels][pixels];
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < channels; c++) {
                long index = (long) i * channels + c;
                int sample = bits == Byte.SIZE
                        ? samples.get(JAVA_BYTE, index) & 0xFF
                        : samples.get(JAVA_SHORT.withOrder(ByteOrder.nativeOrder()), 2 * index) & 0xFFFF;
                planes[c][i] = (char) (sample >> scaled);
            }
        }
        return planes;
    }
}
