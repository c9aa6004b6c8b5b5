package org.echoscribe.dicom.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs a program of another DICOM implementation; tests skip where it is not installed. */
final class ExternalProgram {

    private ExternalProgram() {}

    record Result(int exitStatus, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }

    static Result run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    static void assumeDcmtk() {
        assumeTrue(answers("dcmconv", "--version"), "Skipped: DCMTK is not installed (package dcmtk)");
    }

    /** The Python that has pydicom. */
    static String assumePydicom() {
        return Stream.of("/usr/bin/python3", "python3")
                .filter(python -> answers(python, "-c", "import pydicom"))
                .findFirst()
                .orElseGet(() -> {
                    assumeTrue(false, "Skipped: pydicom is not installed (package python3-pydicom)");
                    return "";
                });
    }

    private static boolean answers(String... command) {
        try {
            return run(command).exitStatus() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for " + Arrays.toString(command), e);
        }
    }
}
