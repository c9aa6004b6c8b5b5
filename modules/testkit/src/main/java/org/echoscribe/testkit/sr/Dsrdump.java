package org.echoscribe.testkit.sr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;

/**
 * Ends with 0 even for a broken tree, so its messages are the verdict.
 *
 * @param source an object whose faults are excused: an invalid value that stands in the document byte for byte as it stands
 *     in the source is not the document's fault
 */
record Dsrdump(Optional<Path> source) implements SrValidator {

    private static final Pattern INVALID_VALUE =
            Pattern.compile("W: \\S+ \\((\\p{XDigit}{4}),(\\p{XDigit}{4})\\) violates VR definition.*");
    private static final Pattern UNKNOWN_CHARACTER_SET = Pattern.compile("W: .*Specific ?Character ?Set.*");

    @Override
    public String name() {
        return "dsrdump";
    }

    @Override
    public Optional<String> unavailable() {
        return ToolRun.missing("dcmtk", "dsrdump");
    }

    @Override
    public List<String> problems(List<Path> files) {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            ToolRun run = run(file);
            run.linesStartingWith("E:", "W:", "F:").stream()
                    .filter(line -> !isFaultOfSource(line, file))
                    .forEach(line -> problems.add(file.getFileName() + ": " + line));
            if (run.exitCode() != 0) {
                problems.add(file.getFileName() + ": exit code " + run.exitCode());
            }
        }
        return problems;
    }

    private boolean isFaultOfSource(String line, Path file) {
        Matcher invalid = INVALID_VALUE.matcher(line);
        if (invalid.matches()) {
            return isCopied(Integer.parseUnsignedInt(invalid.group(1) + invalid.group(2), 16), file);
        }
        return UNKNOWN_CHARACTER_SET.matcher(line).matches() && isCopied(Tag.SpecificCharacterSet, file);
    }

    private boolean isCopied(int tag, Path file) {
        Optional<byte[]> original = source.flatMap(path -> value(path, tag));
        return original.isPresent()
                && Arrays.equals(original.get(), value(file, tag).orElseThrow());
    }

    private static Optional<byte[]> value(Path file, int tag) {
        try {
            return DataSetReader.read(file).dataSet().bytes(tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> tree(Path file) {
        return run(file).output().stream()
                .dropWhile(line -> !line.startsWith("<"))
                .filter(line -> !line.isBlank())
                .toList();
    }

    static ToolRun run(Path file) {
        return ToolRun.of(List.of("dsrdump", "+Pc", file.toString()));
    }
}
