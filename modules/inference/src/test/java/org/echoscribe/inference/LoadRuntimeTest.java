package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadRuntimeTest {

    @TempDir
    Path directory;

    /** ONNX Runtime 1.29 ended the process with SIGSEGV, without a word, when the class path was long. */
    @Test
    void refusesACommandLineThatWouldCrashTheProcess() throws Exception {
        Path commandLine = Files.write(directory.resolve("cmdline"), new byte[3501]);
        assertThatThrownBy(() -> LoadRuntime.requireShortCommandLine(commandLine))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3501 bytes")
                .hasMessageContaining("CLASSPATH");
    }

    @Test
    void acceptsShortCommandLinesAndSystemsWithoutThatFile() throws Exception {
        Path commandLine = Files.write(directory.resolve("cmdline"), new byte[3500]);
        assertThatCode(() -> LoadRuntime.requireShortCommandLine(commandLine)).doesNotThrowAnyException();
        assertThatCode(() -> LoadRuntime.requireShortCommandLine(directory.resolve("absent")))
                .doesNotThrowAnyException();
    }
}
