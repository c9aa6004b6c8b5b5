package org.echoscribe.testkit.sr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads each document into XML and writes it again: what DCMTK's SR model cannot hold is lost on the way. */
final class XmlRoundTrip implements SrValidator {

    @Override
    public String name() {
        return "dsr2xml | xml2dsr";
    }

    @Override
    public Optional<String> unavailable() {
        return ToolRun.missing("dcmtk", "dsr2xml", "xml2dsr", "dsrdump");
    }

    @Override
    public List<String> problems(List<Path> files) {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            problem(file).ifPresent(text -> problems.add(file.getFileName() + ": " + text));
        }
        return problems;
    }

    private static Optional<String> problem(Path file) {
        try {
            Path xml = Files.createTempFile("sr", ".xml");
            Path again = Files.createTempFile("sr", ".dcm");
            try {
                ToolRun toXml = ToolRun.of(List.of("dsr2xml", file.toString(), xml.toString()));
                ToolRun back = ToolRun.of(List.of("xml2dsr", xml.toString(), again.toString()));
                if (toXml.exitCode() != 0 || back.exitCode() != 0) {
                    return Optional.of("not convertible: " + toXml.errors() + back.errors());
                }
                boolean same =
                        Dsrdump.run(file).output().equals(Dsrdump.run(again).output());
                return same ? Optional.empty() : Optional.of("another document after the round trip");
            } finally {
                Files.delete(xml);
                Files.delete(again);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
