package org.echoscribe.testkit.sr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the patient, study and series attributes of files that claim to share them. */
final class Dcentvfy implements SrValidator {

    @Override
    public String name() {
        return "dcentvfy";
    }

    @Override
    public Optional<String> unavailable() {
        return ToolRun.missing("dicom3tools", "dcentvfy");
    }

    @Override
    public List<String> problems(List<Path> files) {
        List<String> command = new ArrayList<>(List.of("dcentvfy"));
        files.forEach(file -> command.add(file.toString()));
        ToolRun run = ToolRun.of(command);
        List<String> problems = new ArrayList<>(run.linesStartingWith("Error"));
        if (run.exitCode() != 0) {
            problems.add("exit code " + run.exitCode());
        }
        return problems;
    }
}
