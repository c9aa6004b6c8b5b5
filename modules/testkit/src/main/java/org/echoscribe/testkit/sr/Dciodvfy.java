package org.echoscribe.testkit.sr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Warnings count as problems too, except where the tool is older than the standard or cannot know a private scheme.
 *
 * @param source an object whose faults are excused: what it has wrong itself must be wrong in a faithful copy too
 */
record Dciodvfy(Optional<Path> source) implements SrValidator {

    private static final Pattern EXPECTED =
            Pattern.compile("<99ECHOVIEW>$|CodingSchemeUID.*<2\\.25\\.|ContributingEquipmentSequence.*DeviceUID");

    /** A message that quotes a value says the same wherever that value stands. */
    private static final Pattern QUOTES_A_VALUE = Pattern.compile("^.*> - (?=.* = <)");

    private static final Pattern PATH = Pattern.compile("^.*/");

    @Override
    public String name() {
        return "dciodvfy";
    }

    @Override
    public Optional<String> unavailable() {
        return ToolRun.missing("dicom3tools", "dciodvfy");
    }

    @Override
    public List<String> problems(List<Path> files) {
        Set<String> excused = new HashSet<>();
        source.ifPresent(path -> messages(path).forEach(message -> excused.add(withoutPlace(message))));
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            messages(file).stream()
                    .filter(message -> !excused.contains(withoutPlace(message)))
                    .forEach(message -> problems.add(file.getFileName() + ": " + message));
        }
        return problems;
    }

    static List<String> messages(Path file) {
        ToolRun run = ToolRun.of(List.of("dciodvfy", "-new", file.toString()));
        List<String> messages = new ArrayList<>(run.linesStartingWith("Error", "Warning"));
        messages.removeIf(
                line -> line.startsWith("Warning") && EXPECTED.matcher(line).find());
        if (run.exitCode() != 0 && messages.isEmpty()) {
            messages.add("exit code " + run.exitCode() + " without a message");
        }
        return messages;
    }

    private static String withoutPlace(String message) {
        return QUOTES_A_VALUE.matcher(message).find()
                ? QUOTES_A_VALUE.matcher(message).replaceFirst("")
                : message.contains("> - ") ? stripPath(message) : message;
    }

    private static String stripPath(String message) {
        int end = message.indexOf("> - ");
        return PATH.matcher(message.substring(0, end)).replaceFirst("") + message.substring(end);
    }
}
