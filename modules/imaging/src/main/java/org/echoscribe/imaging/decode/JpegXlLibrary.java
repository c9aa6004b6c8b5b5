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
 * The reference decoder of JPEG XL, libjxl, as the system has it: no artifact of it or of a binding to it is published
 * for this platform, so the few C functions of its decoder are called through the JDK's foreign function interface. It is looked for when
 * the first codestream needs it. The functions and structures used are the same from version 0.7 on.
 */
final class JpegXlLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(JpegXlLibrary.class);

    /** What a person is told where it is missing. */
    static final String MISSING = "it needs a system library that is not on this machine: install libjxl, 0.7 or newer"
            + " (libjxl0.7 in Debian 12, libjxl0.11 in Debian 13), restart, and retry the object";

    private static final String[] FILES = {
        "libjxl.so.0.11", "libjxl.so.0.10", "libjxl.so.0.9", "libjxl.so.0.8", "libjxl.so.0.7", "libjxl.dylib", "jxl.dll"
    };

    private final MethodHandle create;
    private final MethodHandle destroy;
    private final MethodHandle subscribe;
    private final MethodHandle keepOrientation;
    private final MethodHandle setInput;
    private final MethodHandle closeInput;
    private final MethodHandle process;
    private final MethodHandle basicInfo;
    private final MethodHandle setOutput;

    private JpegXlLibrary(SymbolLookup symbols) {
        create = function(symbols, "JxlDecoderCreate", FunctionDescriptor.of(ADDRESS, ADDRESS));
        destroy = function(symbols, "JxlDecoderDestroy", FunctionDescriptor.ofVoid(ADDRESS));
        subscribe = function(symbols, "JxlDecoderSubscribeEvents", returningInt(ADDRESS, JAVA_INT));
        keepOrientation = function(symbols, "JxlDecoderSetKeepOrientation", returningInt(ADDRESS, JAVA_INT));
        setInput = function(symbols, "JxlDecoderSetInput", returningInt(ADDRESS, ADDRESS, JAVA_LONG));
        closeInput = function(symbols, "JxlDecoderCloseInput", FunctionDescriptor.ofVoid(ADDRESS));
        process = function(symbols, "JxlDecoderProcessInput", returningInt(ADDRESS));
        basicInfo = function(symbols, "JxlDecoderGetBasicInfo", returningInt(ADDRESS, ADDRESS));
        setOutput =
                function(symbols, "JxlDecoderSetImageOutBuffer", returningInt(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    }

    /** What is missing and how to mend it; empty where the library is ready for use. */
    static Optional<String> problem() {
        return Loaded.LIBRARY.isPresent() ? Optional.empty() : Optional.of(MISSING);
    }

    /** The library; only where {@link #problem} has none. */
    static JpegXlLibrary get() {
        return Loaded.LIBRARY.orElseThrow();
    }

    MethodHandle create() {
        return create;
    }

    MethodHandle destroy() {
        return destroy;
    }

    MethodHandle subscribe() {
        return subscribe;
    }

    MethodHandle keepOrientation() {
        return keepOrientation;
    }

    MethodHandle setInput() {
        return setInput;
    }

    MethodHandle closeInput() {
        return closeInput;
    }

    MethodHandle process() {
        return process;
    }

    MethodHandle basicInfo() {
        return basicInfo;
    }

    MethodHandle setOutput() {
        return setOutput;
    }

    private static FunctionDescriptor returningInt(MemoryLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    private static final class Loaded {
        static final Optional<JpegXlLibrary> LIBRARY =
                Stream.of(FILES).flatMap(file -> open(file).stream()).findFirst();

        private static Optional<JpegXlLibrary> open(String file) {
            try {
                JpegXlLibrary library = new JpegXlLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
                LOG.info("JPEG XL is decoded by {}", file);
                return Optional.of(library);
            } catch (IllegalArgumentException | NoSuchElementException e) {
                return Optional.empty(); // not this version, or not a libjxl as we know it
            }
        }
    }
}
