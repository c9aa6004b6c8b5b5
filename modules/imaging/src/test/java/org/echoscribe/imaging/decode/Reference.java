package org.echoscribe.imaging.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The outside judges of pixels: pydicom with numpy, Pillow and GDCM behind one script, and the tools of DCMTK and GDCM. */
final class Reference {
    private static final String PYTHON = "/usr/bin/python3";

    private Reference() {}

    /** Why the judges cannot be asked on this machine; empty if they can. */
    static Optional<String> problem() {
        try {
            run(List.of(PYTHON, "-c", "import pydicom, numpy, PIL"));
            run(List.of("gdcmconv", "--version"));
            return Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.of("python3-pydicom, python3-numpy, python3-pil or libgdcm-tools is not installed");
        }
    }

    /** The first frames of a file as the judges see them. */
    static List<RgbFrame> decode(Path file, int mostFrames, Path scratch) throws IOException {
        Path copy = Files.copy(file, scratch.resolve("judged-copy.dcm"), StandardCopyOption.REPLACE_EXISTING);
        return decodeAll(List.of(copy), mostFrames, scratch).getFirst();
    }

    /** The same of several files in a folder that can be written to. */
    static List<List<RgbFrame>> decodeAll(List<Path> files, int mostFrames, Path scratch) throws IOException {
        Path script = scratch.resolve("reference.py");
        try (InputStream resource = Reference.class.getResourceAsStream("reference.py")) {
            Files.write(script, resource.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), Integer.toString(mostFrames)));
        files.forEach(file -> command.add(file.toString()));
        run(command);
        List<List<RgbFrame>> all = new ArrayList<>();
        for (Path file : files) {
            all.add(read(Path.of(file + ".rgb")));
        }
        return all;
    }

    private static List<RgbFrame> read(Path output) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(output)).order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.getInt();
        int rows = bytes.getInt();
        int columns = bytes.getInt();
        List<RgbFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[3 * rows * columns];
            bytes.get(rgb);
            frames.add(new RgbFrame(columns, rows, rgb));
        }
        return frames;
    }

    /** Whether a tool can be started. */
    static boolean installed(String tool) {
        return installed(tool, "--version");
    }

    /** Whether a tool can be started with an argument that does nothing. */
    static boolean installed(String tool, String argument) {
        try {
            run(List.of(tool, argument));
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Runs a tool to its end. */
    static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
