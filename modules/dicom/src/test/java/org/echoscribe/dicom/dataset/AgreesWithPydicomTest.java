package org.echoscribe.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every element of every public file, items included, has the VR, the length and the bytes that pydicom finds. */
class AgreesWithPydicomTest {

    /** Files that pydicom refuses; {@link HostileFilesTest} says what we make of them. */
    private static final Set<String> REFUSED_BY_PYDICOM =
            Set.of("deeply-nested-sequence.dcm", "us-still-jpegls-odd-length-fragment.dcm", "meta-unknown-vr-1gb.dcm");

    @TempDir
    Path scratch;

    @Test
    void aboutEveryElementOfEveryPublicFile() throws Exception {
        String python = ExternalProgram.assumePydicom();
        List<Path> files = Stream.concat(SharedFiles.all("data").stream(), SharedFiles.all("hostile").stream())
                .filter(file -> !REFUSED_BY_PYDICOM.contains(file.getFileName().toString()))
                .toList();

        Map<String, List<String>> theirs = listWithPydicom(python, files);

        assertThat(theirs).hasSize(files.size());
        for (Path file : files) {
            List<String> expected = theirs.get(file.toString());
            List<String> ours = new ArrayList<>();
            list(DataSetReader.read(file).dataSet(), "", ours);
            assertThat(differences(expected, withVrsOf(expected, ours)))
                    .as(file.toString())
                    .isEmpty();
        }
        long elements = theirs.values().stream().mapToLong(List::size).sum();
        assertThat(elements).as("elements compared").isGreaterThan(3_000);
    }

    private Map<String, List<String>> listWithPydicom(String python, List<Path> files) throws Exception {
        Path script = scratch.resolve("list_elements.py");
        try (InputStream source = getClass().getResourceAsStream("list_elements.py")) {
            Files.copy(source, script);
        }
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        files.forEach(file -> command.add(file.toString()));
        ExternalProgram.Result result = ExternalProgram.run(command.toArray(String[]::new));
        assertThat(result.exitStatus()).as(result.output()).isZero();
        Map<String, List<String>> byFile = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : result.lines()) {
            if (line.startsWith("FILE\t")) {
                current = new ArrayList<>();
                byFile.put(line.substring(5), current);
            } else {
                current.add(line);
            }
        }
        return byFile;
    }

    private static List<String> differences(List<String> theirs, List<String> ours) {
        List<String> differences = new ArrayList<>();
        theirs.stream().filter(line -> !ours.contains(line)).forEach(line -> differences.add("pydicom: " + line));
        ours.stream().filter(line -> !theirs.contains(line)).forEach(line -> differences.add("ours: " + line));
        return differences;
    }

    /** Implicit VR names none, so there is none to compare: theirs says "?". */
    private static List<String> withVrsOf(List<String> expected, List<String> ours) {
        List<String> adapted = new ArrayList<>();
        for (int line = 0; line < ours.size(); line++) {
            boolean open = line < expected.size() && expected.get(line).contains("\t?\t");
            adapted.add(open ? ours.get(line).replaceFirst("\t..\t", "\t?\t") : ours.get(line));
        }
        return adapted;
    }

    private static void list(Attributes attributes, String path, List<String> lines)
            throws IOException, NoSuchAlgorithmException {
        for (Element element : attributes.elements()) {
            String name = path + "%08X".formatted(element.tag());
            if (element instanceof Element.Sequence sequence) {
                lines.add("%s\tSQ\t%d".formatted(name, sequence.items().size()));
                for (int number = 0; number < sequence.items().size(); number++) {
                    list(sequence.items().get(number), "%s[%d]/".formatted(name, number), lines);
                }
            } else if (element.tag() != Tag.SpecificCharacterSet
                    && Integer.compareUnsigned(element.tag(), Tag.PixelData) < 0) {
                byte[] value = attributes.bytes(element.tag()).orElseThrow();
                String hash = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(value));
                lines.add("%s\t%s\t%d\t%s".formatted(name, element.vr(), value.length, hash));
            }
        }
    }
}
