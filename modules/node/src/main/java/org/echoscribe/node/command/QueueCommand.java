package org.echoscribe.node.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.echoscribe.journal.DeadLetter;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedCommitment;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.Keys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code echoscribe queue}: what waits, what failed and why, and trying it again; beside a running node or without one. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = "Shows what waits, what failed and why; tries again or gives up.",
        description = {"", "Works on the node's data directory, whether the node runs or not."})
public final class QueueCommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Prints JSON.")
    private boolean json;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Counts what waits, and lists what failed for good.")
    int list() throws InvalidConfigurationException {
        try (Journal journal = open()) {
            Map<String, Object> overview = new LinkedHashMap<>();
            Map<String, Long> loops = new LinkedHashMap<>();
            for (LoopState state : LoopState.values()) {
                loops.put(word(state), journal.loops().count(state));
            }
            Map<String, Long> waiting = new LinkedHashMap<>();
            for (String destination : journal.outbox().waitingDestinations()) {
                waiting.put(destination, journal.outbox().waiting(destination));
            }
            Map<String, Long> forwards = new LinkedHashMap<>();
            for (String destination : journal.forwards().waitingDestinations()) {
                forwards.put(destination, journal.forwards().waiting(destination));
            }
            Map<String, Long> uncommitted = new LinkedHashMap<>();
            for (String destination : journal.askedCommitments().destinations()) {
                uncommitted.put(destination, journal.askedCommitments().outstanding(destination));
            }
            List<ReceivedCommitment> requests = journal.receivedCommitments().waiting();
            List<DeadLetter> letters = journal.deadLetters().list();
            overview.put("loops", loops);
            overview.put("waitingForDestination", waiting);
            overview.put("forwardsWaiting", forwards);
            overview.put("notCommittedBy", uncommitted);
            overview.put(
                    "commitmentRequestsWaiting",
                    requests.stream().map(QueueCommand::fields).toList());
            overview.put("openStudies", journal.studies().open().size());
            overview.put(
                    "deadLetters", letters.stream().map(QueueCommand::fields).toList());
            if (json) {
                out().println(Json.write(overview));
            } else {
                loops.forEach((state, count) -> out().printf("%8d objects %s%n", count, state));
                print("reports wait for", waiting);
                print("received objects wait for", forwards);
                print("instances are not committed yet by", uncommitted);
                requests.forEach(this::print);
                print(letters);
            }
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows what failed, with its causes.")
    int show(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "ID",
                            description = "As 'queue list' names it, such as L12, D7 or C3.")
                    List<String> ids)
            throws InvalidConfigurationException {
        try (Journal journal = open()) {
            for (String id : ids) {
                DeadLetter letter = journal.deadLetters().find(id).orElseThrow(() -> unknown(id));
                if (json) {
                    out().println(Json.write(fields(letter)));
                } else {
                    fields(letter).forEach((name, value) -> out().printf("%-18s %s%n", name, value));
                    out().println();
                }
            }
            return 0;
        }
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Tries again: a loop is labelled anew, a report or object is offered again, a request for"
                    + " commitment is answered again.")
    int retry(
            @Parameters(arity = "0..*", paramLabel = "ID") List<String> ids,
            @Option(names = "--all", description = "Everything that failed.") boolean all)
            throws InvalidConfigurationException {
        try (Journal journal = open()) {
            return change(
                    journal,
                    ids,
                    all,
                    "will be tried again",
                    (id, now) -> journal.deadLetters().retry(id, now));
        }
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Gives up: takes it off the list. The object stays in the spool.")
    int discard(
            @Parameters(arity = "0..*", paramLabel = "ID") List<String> ids,
            @Option(names = "--all", description = "Everything that failed.") boolean all)
            throws InvalidConfigurationException {
        try (Journal journal = open()) {
            return change(
                    journal,
                    ids,
                    all,
                    "discarded",
                    (id, now) -> journal.deadLetters().discard(id, now));
        }
    }

    private int change(Journal journal, List<String> ids, boolean all, String done, BiPredicate<String, Instant> step) {
        if (all == (ids != null && !ids.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "Name what to do it to: one or more IDs, or --all.");
        }
        List<String> chosen =
                all ? journal.deadLetters().list().stream().map(DeadLetter::id).toList() : ids;
        int missing = 0;
        for (String id : chosen) {
            if (step.test(id, Instant.now())) {
                out().println(id + " " + done);
            } else {
                missing++;
                spec.commandLine().getErr().println(unknown(id).getMessage());
            }
        }
        return missing == 0 ? 0 : 1;
    }

    private void print(String what, Map<String, Long> counts) {
        counts.forEach((destination, count) -> out().printf("%8d %s %s%n", count, what, destination));
    }

    private void print(ReceivedCommitment request) {
        out().printf(
                        "%8d instances that %s asked to commit are not answered yet (C%d)%s%n",
                        request.references().size(),
                        request.callingAeTitle(),
                        request.number(),
                        request.cause().isEmpty() ? "" : ": " + request.cause());
    }

    private void print(List<DeadLetter> letters) {
        PrintWriter out = out();
        out.println();
        if (letters.isEmpty()) {
            out.println("Nothing has failed for good.");
            return;
        }
        out.printf(
                "%-8s %-20s %-5s %-14s %-46s %s%n", "ID", "SINCE", "TRIES", "DESTINATION", "SOP INSTANCE UID", "CAUSE");
        for (DeadLetter letter : letters) {
            out.printf(
                    "%-8s %-20s %-5d %-14s %-46s %s%n",
                    letter.id(),
                    letter.since().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    letter.attempts(),
                    letter.destination().orElse("-"),
                    letter.sopInstanceUid(),
                    letter.cause().lines().findFirst().orElse(""));
        }
    }

    private Journal open() throws InvalidConfigurationException {
        Path directory = configuration.read().get(Keys.DATA_DIRECTORY);
        if (!Files.exists(directory.resolve("journal.db"))) {
            throw new CommandFailedException("There is no journal in " + directory.toAbsolutePath()
                    + ". Name the node's data directory with --set node.data-directory=DIR or --config FILE.");
        }
        return Journal.open(directory);
    }

    private static Map<String, Object> fields(DeadLetter letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", letter.id());
        fields.put("since", letter.since().toString());
        fields.put("tries", letter.attempts());
        letter.destination().ifPresent(destination -> fields.put("destination", destination));
        fields.put("sopInstanceUid", letter.sopInstanceUid());
        fields.put("studyInstanceUid", letter.studyInstanceUid());
        fields.put("cause", letter.cause());
        return fields;
    }

    private static Map<String, Object> fields(ReceivedCommitment request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", "C" + request.number());
        fields.put("callingAeTitle", request.callingAeTitle());
        fields.put("transactionUid", request.transactionUid());
        fields.put("instances", request.references().size());
        fields.put("since", request.requestedAt().toString());
        fields.put("cause", request.cause());
        return fields;
    }

    private static String word(LoopState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static CommandFailedException unknown(String id) {
        return new CommandFailedException(
                id + ": nothing failed under this ID. 'echoscribe queue list' names what did.");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
