package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Statement;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe labels}: what people said of loops, as the table that the study reads. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        header = "Writes what readers said of loops as labels.csv, to train and to measure with.",
        description = {
            "",
            "Corrections entered here, and labels of VERIFIED reports that were received. Each reader's newest word",
            "on a loop is a line; readers are told apart and not named. Works whether the node runs or not."
        },
        footer = {"", "Example: echoscribe labels --out labels.csv && echoscribe evaluate BUNDLE --data labels.csv"})
public final class LabelsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The table; an existing one is replaced.")
    private Path out;

    @Override
    public Integer call() throws InvalidConfigurationException, IOException {
        Path data = configuration.read().get(Keys.DATA_DIRECTORY);
        if (!Files.exists(data.resolve("journal.db"))) {
            throw new CommandFailedException(
                    "There is no journal in " + data + ". Name the node's data with --set node.data-directory=...");
        }
        int lines = 0;
        int withoutLoop = 0;
        int otherViews = 0;
        Path table = out.toAbsolutePath().normalize();
        Path unfinished = table.resolveSibling(table.getFileName() + ".tmp");
        try (Journal journal = Journal.open(data);
                PrintWriter writer = new PrintWriter(Files.newBufferedWriter(unfinished))) {
            writer.print("sop_instance_uid,study_instance_uid,view,reader,file\n");
            for (Statement statement : journal.statements().lastOfEachReader()) {
                Optional<ReceivedLoop> loop = loop(journal, statement);
                if (loop.isEmpty()) {
                    withoutLoop++;
                } else if (statement.asserted() && statement.view().isEmpty()) {
                    otherViews++;
                } else {
                    Path file = data.toAbsolutePath()
                            .normalize()
                            .resolve("spool")
                            .resolve(loop.get().object().spoolPath());
                    writer.print(String.join(
                                    ",",
                                    statement.sourceSopInstanceUid(),
                                    statement.studyInstanceUid(),
                                    statement.view().map(View::name).orElse("unclassifiable"),
                                    statement.reader(),
                                    quoted(table.getParent().relativize(file).toString()))
                            + "\n");
                    lines++;
                }
            }
            writer.flush();
            if (writer.checkError()) {
                throw new IOException("The table " + unfinished + " cannot be written");
            }
        }
        Files.move(unfinished, table, StandardCopyOption.REPLACE_EXISTING);
        PrintWriter err = spec.commandLine().getErr();
        err.println(lines + " labels in " + out);
        if (withoutLoop > 0) {
            err.println(withoutLoop + " left out: their loops are not in this node's spool");
        }
        if (otherViews > 0) {
            err.println(otherViews + " left out: their views are none of the 14");
        }
        return 0;
    }

    private static Optional<ReceivedLoop> loop(Journal journal, Statement statement) {
        if (statement.loopNumber().isPresent()) {
            return journal.loops().find(statement.loopNumber().getAsLong());
        }
        List<ReceivedLoop> loops = journal.loops().ofSopInstance(statement.sourceSopInstanceUid());
        return loops.isEmpty() ? Optional.empty() : Optional.of(loops.getLast());
    }

    /** As CSV wants values with commas, quotes or line ends (RFC 4180). */
    private static String quoted(String value) {
        return value.matches("[^,\"\\r\\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
