package org.echoscribe.imaging.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenJPEG as the system has it, for High-Throughput JPEG 2000: FFmpeg's decoder of it gives other pixels than were encoded
 * where a picture is rich in contrast, and no artifact of OpenJPEG is published for the JVM. It is looked for when the first
 * such codestream needs it. High throughput is decoded from version 2.5 on.
 */
final class OpenJpegLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(OpenJpegLibrary.class);

    /** What a person is told where it is missing. */
    static final String MISSING =
            "it needs a system library that is not on this machine: install OpenJPEG, 2.5 or newer"
                    + " (libopenjp2-7 in Debian 12 and 13), restart, and retry the object";

    private static final String[] FILES = {"libopenjp2.so.7", "libopenjp2.7.dylib", "openjp2.dll"};
    private static final int LEAST_MAJOR = 2;
    private static final int LEAST_MINOR = 5;

    /** {@code opj_codec_t *opj_create_decompress(OPJ_CODEC_FORMAT)}. */
    final MethodHandle createDecompress;
    /** {@code void opj_destroy_codec(opj_codec_t *)}. */
    final MethodHandle destroyCodec;
    /** {@code void opj_set_default_decoder_parameters(opj_dparameters_t *)}. */
    final MethodHandle setDefaultParameters;
    /** {@code OPJ_BOOL opj_setup_decoder(opj_codec_t *, opj_dparameters_t *)}. */
    final MethodHandle setupDecoder;
    /** {@code opj_stream_t *opj_stream_create(OPJ_SIZE_T, OPJ_BOOL)}. */
    final MethodHandle createStream;
    /** {@code void opj_stream_destroy(opj_stream_t *)}. */
    final MethodHandle destroyStream;
    /** {@code void opj_stream_set_user_data(opj_stream_t *, void *, opj_stream_free_user_data_fn)}. */
    final MethodHandle setUserData;
    /** {@code void opj_stream_set_user_data_length(opj_stream_t *, OPJ_UINT64)}. */
    final MethodHandle setUserDataLength;
    /** {@code void opj_stream_set_read_function(opj_stream_t *, opj_stream_read_fn)}. */
    final MethodHandle setRead;
    /** {@code void opj_stream_set_skip_function(opj_stream_t *, opj_stream_skip_fn)}. */
    final MethodHandle setSkip;
    /** {@code void opj_stream_set_seek_function(opj_stream_t *, opj_stream_seek_fn)}. */
    final MethodHandle setSeek;
    /** {@code OPJ_BOOL opj_read_header(opj_stream_t *, opj_codec_t *, opj_image_t **)}. */
    final MethodHandle readHeader;
    /** {@code OPJ_BOOL opj_decode(opj_codec_t *, opj_stream_t *, opj_image_t *)}. */
    final MethodHandle decode;
    /** {@code OPJ_BOOL opj_end_decompress(opj_codec_t *, opj_stream_t *)}. */
    final MethodHandle endDecompress;
    /** {@code void opj_image_destroy(opj_image_t *)}. */
    final MethodHandle destroyImage;

    private OpenJpegLibrary(SymbolLookup symbols) {
        createDecompress = function(symbols, "opj_create_decompress", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        destroyCodec = function(symbols, "opj_destroy_codec", FunctionDescriptor.ofVoid(ADDRESS));
        setDefaultParameters =
                function(symbols, "opj_set_default_decoder_parameters", FunctionDescriptor.ofVoid(ADDRESS));
        setupDecoder = function(symbols, "opj_setup_decoder", returningInt(ADDRESS, ADDRESS));
        createStream = function(symbols, "opj_stream_create", FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_INT));
        destroyStream = function(symbols, "opj_stream_destroy", FunctionDescriptor.ofVoid(ADDRESS));
        setUserData =
                function(symbols, "opj_stream_set_user_data", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        setUserDataLength =
                function(symbols, "opj_stream_set_user_data_length", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG));
        FunctionDescriptor setFunction = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
        setRead = function(symbols, "opj_stream_set_read_function", setFunction);
        setSkip = function(symbols, "opj_stream_set_skip_function", setFunction);
        setSeek = function(symbols, "opj_stream_set_seek_function", setFunction);
        readHeader = function(symbols, "opj_read_header", returningInt(ADDRESS, ADDRESS, ADDRESS));
        decode = function(symbols, "opj_decode", returningInt(ADDRESS, ADDRESS, ADDRESS));
        endDecompress = function(symbols, "opj_end_decompress", returningInt(ADDRESS, ADDRESS));
        destroyImage = function(symbols, "opj_image_destroy", FunctionDescriptor.ofVoid(ADDRESS));
    }

    /** What is missing and how to mend it; empty where the library is ready for use. */
    static Optional<String> problem() {
        return Loaded.LIBRARY.isPresent() ? Optional.empty() : Optional.of(MISSING);
    }

    /** The library; only where {@link #problem} has none. */
    static OpenJpegLibrary get() {
        return Loaded.LIBRARY.orElseThrow();
    }

    private static FunctionDescriptor returningInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    private static final class Loaded {
        static final Optional<OpenJpegLibrary> LIBRARY =
                Stream.of(FILES).flatMap(file -> open(file).stream()).findFirst();

        private static Optional<OpenJpegLibrary> open(String file) {
            try {
                SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
                String version = version(symbols);
                if (!isNewEnough(version)) {
                    LOG.warn("{} is OpenJPEG {}, which does not decode High-Throughput JPEG 2000", file, version);
                    return Optional.empty();
                }
                LOG.info("High-Throughput JPEG 2000 is decoded by {}, version {}", file, version);
                return Optional.of(new OpenJpegLibrary(symbols));
            } catch (IllegalArgumentException | NoSuchElementException e) {
                return Optional.empty(); // not there, or not an OpenJPEG as we know it
            }
        }

        private static String version(SymbolLookup symbols) {
            try {
                MethodHandle version = function(symbols, "opj_version", FunctionDescriptor.of(ADDRESS));
                return ((MemorySegment) version.invokeExact()).reinterpret(32).getString(0);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("OpenJPEG could not be called", e);
            }
        }
    }

    static boolean isNewEnough(String version) {
        String[] numbers = version.split("\\.");
        try {
            int major = Integer.parseInt(numbers[0]);
            return major > LEAST_MAJOR
                    || major == LEAST_MAJOR && numbers.length > 1 && Integer.parseInt(numbers[1]) >= LEAST_MINOR;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
