package org.echoscribe.imaging.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Decodes one JPEG-LS codestream (ITU-T T.87) through {@link CharlsLibrary}. */
final class CharlsDecoder {
    private static final int NOT_INTERLEAVED = 0;
    private static final long FRAME_INFO_BYTES = 16;

    private CharlsDecoder() {}

    static Components decode(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        CharlsLibrary library = CharlsLibrary.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment decoder = (MemorySegment) library.create.invokeExact();
            try {
                return decode(library, decoder, arena, codestream, header);
            } finally {
                library.destroy.invokeExact(decoder);
            }
        } catch (UndecodableException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("CharLS could not be called", e);
        }
    }

    private static Components decode(
            CharlsLibrary library, MemorySegment decoder, Arena arena, byte[] codestream, CodestreamHeader header)
            throws Throwable {
        MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, codestream);
        require((int) library.setSource.invokeExact(decoder, bytes, bytes.byteSize()) == 0);
        require((int) library.readHeader.invokeExact(decoder) == 0);
        MemorySegment info = arena.allocate(FRAME_INFO_BYTES, Integer.BYTES);
        require((int) library.frameInfo.invokeExact(decoder, info) == 0);
        require(info.getAtIndex(JAVA_INT, 0) == header.width()
                && info.getAtIndex(JAVA_INT, 1) == header.height()
                && info.getAtIndex(JAVA_INT, 2) == header.precision()
                && info.getAtIndex(JAVA_INT, 3) == header.components());
        int sampleBytes = header.precision() > Byte.SIZE ? 2 : 1;
        int count = header.width() * header.height() * header.components();
        MemorySegment samples = arena.allocate((long) count * sampleBytes, Long.BYTES);
        require((int) library.decode.invokeExact(decoder, samples, samples.byteSize(), 0) == 0);
        MemorySegment mode = arena.allocate(JAVA_INT);
        require((int) library.interleaveMode.invokeExact(decoder, mode) == 0);
        boolean byPlane = mode.get(JAVA_INT, 0) == NOT_INTERLEAVED;
        int pixels = header.width() * header.height();
        char[][] planes = new char[header.components()][pixels];
        for (int i = 0; i < count; i++) {
            int component = byPlane ? i / pixels : i % planes.length;
            planes[component][byPlane ? i % pixels : i / planes.length] = (char)
                    (sampleBytes == 1
                            ? samples.getAtIndex(JAVA_BYTE, i) & 0xFF
                            : samples.getAtIndex(JAVA_SHORT, i) & 0xFFFF);
        }
        return new Components(header.width(), header.height(), header.precision(), planes);
    }

    private static void require(boolean decodable) throws UndecodableException {
        if (!decodable) {
            throw new UndecodableException("a JPEG-LS codestream is corrupt");
        }
    }
}
