package org.echoscribe.imaging.decode;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CharLS as the system has it, for JPEG-LS whose components alternate sample by sample, which FFmpeg does not decode. It is
 * looked for when the first such codestream needs it. The functions used are the same from version 2.1 on.
 */
final class CharlsLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(CharlsLibrary.class);

    /** What a person is told where it is missing. */
    static final String MISSING =
            "its components alternate sample by sample or are colours of more than 8 bits, which needs a system"
                    + " library that is not on this machine: install CharLS, 2.1 or newer (libcharls2 in Debian 12 and 13), restart, and retry the object";

    private static final String[] FILES = {"libcharls.so.2", "libcharls.2.dylib", "charls-2-x64.dll"};

    /** {@code charls_jpegls_decoder *charls_jpegls_decoder_create(void)}. */
    final MethodHandle create;
    /** {@code void charls_jpegls_decoder_destroy(const charls_jpegls_decoder *)}. */
    final MethodHandle destroy;
    /** {@code charls_jpegls_errc ..._set_source_buffer(charls_jpegls_decoder *, const void *, size_t)}. */
    final MethodHandle setSource;
    /** {@code charls_jpegls_errc ..._read_header(charls_jpegls_decoder *)}. */
    final MethodHandle readHeader;
    /** {@code charls_jpegls_errc ..._get_frame_info(const charls_jpegls_decoder *, charls_frame_info *)}. */
    final MethodHandle frameInfo;
    /** {@code charls_jpegls_errc ..._get_interleave_mode(const charls_jpegls_decoder *, charls_interleave_mode *)}. */
    final MethodHandle interleaveMode;
    /** {@code charls_jpegls_errc ..._decode_to_buffer(charls_jpegls_decoder *, void *, size_t, uint32_t)}. */
    final MethodHandle decode;

    private CharlsLibrary(SymbolLookup symbols) {
        create = function(symbols, "create", FunctionDescriptor.of(ADDRESS));
        destroy = function(symbols, "destroy", FunctionDescriptor.ofVoid(ADDRESS));
        setSource = function(symbols, "set_source_buffer", returningError(ADDRESS, ADDRESS, JAVA_LONG));
        readHeader = function(symbols, "read_header", returningError(ADDRESS));
        frameInfo = function(symbols, "get_frame_info", returningError(ADDRESS, ADDRESS));
        interleaveMode = function(symbols, "get_interleave_mode", returningError(ADDRESS, ADDRESS));
        decode = function(symbols, "decode_to_buffer", returningError(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    /** What is missing and how to mend it; empty where the library is ready for use. */
    static Optional<String> problem() {
        return Loaded.LIBRARY.isPresent() ? Optional.empty() : Optional.of(MISSING);
    }

    /** The library; only where {@link #problem} has none. */
    static CharlsLibrary get() {
        return Loaded.LIBRARY.orElseThrow();
    }

    private static FunctionDescriptor returningError(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow("charls_jpegls_decoder_" + name), descriptor);
    }

    private static final class Loaded {
        static final Optional<CharlsLibrary> LIBRARY =
                Stream.of(FILES).flatMap(file -> open(file).stream()).findFirst();

        private static Optional<CharlsLibrary> open(String file) {
            try {
                CharlsLibrary library = new CharlsLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
                LOG.info("JPEG-LS that is sample-interleaved or of deep colours is decoded by {}", file);
                return Optional.of(library);
            } catch (IllegalArgumentException | NoSuchElementException e) {
                return Optional.empty(); // not there, or not a CharLS as we know it
            }
        }
    }
}
