package org.echoscribe.inference;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads ONNX Runtime, unless that would end the process: version 1.29 on Linux reads {@code /proc/self/cmdline} while
 * it loads, and overflows its stack when the command line has some 3,900 bytes or more. A long class path is enough.
 */
final class LoadRuntime {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final int LONGEST_COMMAND_LINE_BYTES = 3500;

    private LoadRuntime() {}

    /** The process's one environment. */
    static OrtEnvironment environment() {
        requireShortCommandLine(COMMAND_LINE);
        return OrtEnvironment.getEnvironment();
    }

    /** Throws where the command line is too long; says nothing where the system has no such file. */
    static void requireShortCommandLine(Path commandLine) {
        long bytes;
        try {
            bytes = Files.exists(commandLine) ? Files.readAllBytes(commandLine).length : 0;
        } catch (IOException e) {
            return; // a system that hides the file hides it from ONNX Runtime, too
        }
        if (bytes > LONGEST_COMMAND_LINE_BYTES) {
            throw new IllegalStateException(
                    "The command line of this process has " + bytes
                            + " bytes; from about 3900 on ONNX Runtime would crash it, so at most "
                            + LONGEST_COMMAND_LINE_BYTES
                            + " are allowed. Name a directory instead of many files, and give the class path in the environment variable CLASSPATH");
        }
    }
}
