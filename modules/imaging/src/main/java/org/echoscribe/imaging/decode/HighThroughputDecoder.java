package org.echoscribe.imaging.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Decodes one High-Throughput JPEG 2000 codestream (ITU-T T.814) through {@link OpenJpegLibrary}. */
final class HighThroughputDecoder {
    private static final int BARE_CODESTREAM = 0;
    /** opj_dparameters_t is half as large. */
    private static final long PARAMETERS_BYTES = 16384;

    // opj_image_t
    private static final long COMPONENT_COUNT_OFFSET = 16;
    private static final long COMPONENTS_OFFSET = 24;
    private static final long IMAGE_BYTES = 48;

    // opj_image_comp_t
    private static final long WIDTH_OFFSET = 8;
    private static final long HEIGHT_OFFSET = 12;
    private static final long PRECISION_OFFSET = 24;
    private static final long SIGNED_OFFSET = 32;
    private static final long DATA_OFFSET = 48;
    private static final long COMPONENT_BYTES = 64;

    private final OpenJpegLibrary library;
    private final Arena arena;
    private final CodestreamHeader header;

    private HighThroughputDecoder(OpenJpegLibrary library, Arena arena, CodestreamHeader header) {
        this.library = library;
        this.arena = arena;
        this.header = header;
    }

    static Components decode(byte[] codestream, CodestreamHeader header) throws UndecodableException {
        try (Arena arena = Arena.ofConfined()) {
            return new HighThroughputDecoder(OpenJpegLibrary.get(), arena, header).decode(codestream);
        } catch (UndecodableException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("OpenJPEG could not be called", e);
        }
    }

    private Components decode(byte[] codestream) throws Throwable {
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, codestream);
        MemorySegment codec = (MemorySegment) library.createDecompress.invokeExact(BARE_CODESTREAM);
        MemorySegment stream = (MemorySegment) library.createStream.invokeExact(bytes.byteSize(), 1);
        MemorySegment image = arena.allocate(ADDRESS);
        try {
            open(codec, stream, bytes);
            require((int) library.readHeader.invokeExact(stream, codec, image) != 0);
            MemorySegment decoded = image.get(ADDRESS, 0).reinterpret(IMAGE_BYTES);
            MemorySegment components = components(decoded);
            require((int) library.decode.invokeExact(codec, stream, decoded) != 0);
            require((int) library.endDecompress.invokeExact(codec, stream) != 0);
            return new Components(header.width(), header.height(), header.precision(), planes(components));
        } finally {
            if (image.get(ADDRESS, 0).address() != 0) {
                library.destroyImage.invokeExact(image.get(ADDRESS, 0));
            }
            library.destroyStream.invokeExact(stream);
            library.destroyCodec.invokeExact(codec);
        }
    }

    private void open(MemorySegment codec, MemorySegment stream, MemorySegment bytes) throws Throwable {
        MemorySegment parameters = arena.allocate(PARAMETERS_BYTES, Long.BYTES);
        library.setDefaultParameters.invokeExact(parameters);
        require((int) library.setupDecoder.invokeExact(codec, parameters) != 0);
        library.setUserData.invokeExact(stream, OpenJpegInput.state(bytes, arena), MemorySegment.NULL);
        library.setUserDataLength.invokeExact(stream, bytes.byteSize());
        library.setRead.invokeExact(stream, OpenJpegInput.READ);
        library.setSkip.invokeExact(stream, OpenJpegInput.SKIP);
        library.setSeek.invokeExact(stream, OpenJpegInput.SEEK);
    }

    /** The components, where they are what the header in Java said: so many, all of the picture's size and depth. */
    private MemorySegment components(MemorySegment image) throws UndecodableException {
        require(image.get(JAVA_INT, COMPONENT_COUNT_OFFSET) == header.components());
        MemorySegment components =
                image.get(ADDRESS, COMPONENTS_OFFSET).reinterpret(header.components() * COMPONENT_BYTES);
        for (int c = 0; c < header.components(); c++) {
            long at = c * COMPONENT_BYTES;
            if (components.get(JAVA_INT, at + WIDTH_OFFSET) != header.width()
                    || components.get(JAVA_INT, at + HEIGHT_OFFSET) != header.height()
                    || components.get(JAVA_INT, at + PRECISION_OFFSET) != header.precision()) {
                throw new UndecodableException(
                        "a High-Throughput JPEG 2000 codestream has components of different sizes"
                                + " or depths, which this version does not read");
            }
        }
        return components;
    }

    private char[][] planes(MemorySegment components) throws UndecodableException {
        int pixels = header.width() * header.height();
        char[][] planes = new char[header.components()][pixels];
        int most = (1 << header.precision()) - 1;
        for (int c = 0; c < planes.length; c++) {
            long at = c * COMPONENT_BYTES;
            MemorySegment data = components.get(ADDRESS, at + DATA_OFFSET);
            require(data.address() != 0
                    && components.get(JAVA_INT, at + WIDTH_OFFSET) == header.width()
                    && components.get(JAVA_INT, at + HEIGHT_OFFSET) == header.height());
            MemorySegment samples = data.reinterpret((long) pixels * Integer.BYTES);
            int offset = components.get(JAVA_INT, at + SIGNED_OFFSET) == 0 ? 0 : 1 << (header.precision() - 1);
            for (int i = 0; i < pixels; i++) {
                planes[c][i] = (char) Math.clamp(samples.getAtIndex(JAVA_INT, i) + offset, 0, most);
            }
        }
        return planes;
    }

    private static void require(boolean decodable) throws UndecodableException {
        if (!decodable) {
            throw new UndecodableException("a High-Throughput JPEG 2000 codestream is corrupt");
        }
    }
}
