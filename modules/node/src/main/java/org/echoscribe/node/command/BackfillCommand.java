package org.echoscribe.node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.journal.Backfill;
import org.echoscribe.journal.Journal;
import org.echoscribe.node.backfill.BackfillArchive;
import org.echoscribe.node.backfill.BackfillOptions;
import org.echoscribe.node.backfill.DateRange;
import org.echoscribe.node.backfill.Opening;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.wiring.FindArchive;
import org.echoscribe.node.wiring.PlanRetrieval;
import org.echoscribe.node.wiring.PlanRetrieval.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code echoscribe backfill}: fetches studies of the past from an archive, to be labelled when nothing else waits. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        header = "Fetches studies of the past from a PACS, to be labelled when nothing more urgent waits.",
        description = {
            "",
            "First looks which studies of the modality the PACS has (C-FIND), week by week,",
            "then fetches their series, one study after the other, oldest first.",
            "Studies that are being scanned now always go first.",
            "",
            "Both steps are remembered in the node's data directory. Stop with Ctrl-C; to go",
            "on, run the same command again: what was fetched is not fetched again, and what",
            "failed is tried again.",
            "",
            "get   C-GET: objects come over this command's own association. The PACS must",
            "      let the node's AE title query and retrieve, and needs no address for it;",
            "      the node need not run.",
            "move  C-MOVE: the PACS sends to the running node, whose AE title, host and",
            "      port it must know.",
            "auto  C-GET where the PACS offers it, else C-MOVE.",
            "",
            "Run it on the node's machine, as the user that the node runs as: it writes into",
            "the same data directory.",
            "",
            "Exit codes: 0 everything has come, 1 something has not (run it again), 2 wrong",
            "usage."
        },
        footer = {
            "",
            "Examples:",
            "  echoscribe backfill --from archive --dates 20200101-20251231 --dry-run",
            "  echoscribe backfill --from archive --dates 20200101-20251231 --rate 6",
            "  echoscribe backfill --from PACS@10.1.2.3:104 --dates 20240105 --method move"
        })
public final class BackfillCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "NAME",
            description =
                    "The PACS: a name under destinations in the configuration, the AE title of one of its known-aes, or"
                            + " AET@HOST:PORT.")
    private String from = "";

    @Option(
            names = "--tls",
            description = "Reaches an AET@HOST:PORT over TLS, with the certificates under tls in the configuration."
                    + " Of a PACS that the configuration names, the configuration says it.")
    private boolean tls;

    @Option(
            names = "--dates",
            required = true,
            paramLabel = "DATES",
            description = "Study dates: 20240105, 20200101-20251231, or 20240101- for until today.")
    private String dates = "";

    @Option(
            names = "--modality",
            paramLabel = "CODE",
            defaultValue = "US",
            description = "The modality of the series to fetch (default: ${DEFAULT-VALUE}).")
    private String modality = "";

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description = "How objects come: get, move or auto (default: ${DEFAULT-VALUE}).")
    private Method method = Method.AUTO;

    @Option(names = "--rate", paramLabel = "N", description = "At most so many studies a minute, such as 6 or 0.5.")
    private Optional<Double> studiesPerMinute = Optional.empty();

    @Option(names = "--object-rate", paramLabel = "N", description = "At most so many objects a minute, on average.")
    private Optional<Double> objectsPerMinute = Optional.empty();

    @Option(
            names = "--split-above",
            paramLabel = "N",
            defaultValue = "100",
            description = "A query with so many matches is asked again in halves, because the PACS may have left some"
                    + " out (default: ${DEFAULT-VALUE}). Set it to the PACS's own limit where that is lower.")
    private int splitAbove;

    @Option(names = "--dry-run", description = "Looks and counts, and fetches nothing.")
    private boolean dryRun;

    @Option(names = "--again", description = "Fetches again what was fetched before; the node labels only what is new.")
    private boolean again;

    @Option(names = "--json", description = "Prints the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InvalidConfigurationException {
        Configuration configured = configuration.read();
        DateRange range = checked(() -> DateRange.parse(dates));
        BackfillOptions options = checked(() -> new BackfillOptions(
                optional(studiesPerMinute), optional(objectsPerMinute), splitAbove, Duration.ofSeconds(5)));
        Destination archive = checked(() -> FindArchive.named(from, tls, configured));
        Backfill backfill = checked(() -> backfill(archive, range));
        try (Journal journal = Journal.open(dataDirectory(configured))) {
            return run(configured, archive, range, options, backfill, journal);
        } catch (IOException e) {
            throw new CommandFailedException(
                    e.getMessage() + (dryRun ? "" : " What has come is kept; run the same command again to go on."), e);
        }
    }

    private int run(
            Configuration configured,
            Destination archive,
            DateRange range,
            BackfillOptions options,
            Backfill backfill,
            Journal journal)
            throws IOException {
        Opening opening = PlanRetrieval.from(configured, archive, dryRun ? Method.GET : method, journal);
        BackfillArchive run = BackfillArchive.of(backfill, range, options, journal, opening);
        journal.backfills().retryFailed(backfill, Instant.now());
        if (again) {
            journal.backfills().fetchAgain(backfill, Instant.now());
        }
        Backfill.Counts before = look(run, range);
        if (dryRun) {
            print(archive, opening, before, before);
            return 0;
        }
        Backfill.Counts after = fetch(run, before);
        print(archive, opening, before, after);
        return after.waiting() == 0 && after.failed() == 0 ? 0 : 1;
    }

    private static Backfill.Counts look(BackfillArchive run, DateRange range) throws IOException {
        try (Progress bar = Progress.of("Looking", "days", range.days())) {
            return run.look(new Bar(bar, range.days()));
        }
    }

    private static Backfill.Counts fetch(BackfillArchive run, Backfill.Counts found) throws IOException {
        try (Progress bar = Progress.of("Fetching", "studies", found.found())) {
            return run.fetch(new Bar(bar, found.found()));
        }
    }

    /** Shows days while it looks and studies while it fetches. */
    private record Bar(Progress bar, long total) implements BackfillArchive.Progress {
        @Override
        public void looked(int days, long studiesFound) {
            bar.to(days, total);
        }

        @Override
        public void fetched(long studies, long found) {
            bar.to(studies, found);
        }
    }

    private void print(Destination archive, Opening opening, Backfill.Counts before, Backfill.Counts after) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("archive", archive.aeTitle());
            fields.put("modality", modality);
            fields.put("dates", dates);
            fields.put("found", after.found());
            fields.put("fetchedBefore", before.fetched());
            fields.put("fetchedNow", after.fetched() - before.fetched());
            fields.put("failed", after.failed());
            fields.put("waiting", after.waiting());
            fields.put("objects", after.objects());
            out.println(Json.write(fields));
            return;
        }
        out.printf("%s has %d studies with %s of %s.%n", archive, after.found(), modality, dates);
        out.printf("  fetched before   %d%n", before.fetched());
        if (dryRun) {
            out.printf("  to be fetched    %d%n", after.waiting());
            return;
        }
        out.printf(
                "  fetched now      %d, by %s%n",
                after.fetched() - before.fetched(),
                opening.retrieval().service().operation());
        out.printf("  objects in all   %d%n", after.objects());
        if (after.failed() > 0) {
            out.printf("  failed           %d; run the same command again to try them again%n", after.failed());
        }
    }

    private Backfill backfill(Destination archive, DateRange range) {
        if (!modality.matches("[A-Z0-9_]{2,16}")) {
            throw new IllegalArgumentException("'" + modality + "' is no modality, such as US");
        }
        return new Backfill(archive.aeTitle(), modality, range.firstDate(), range.lastDate());
    }

    private static Path dataDirectory(Configuration configured) throws IOException {
        Path directory = configured.get(Keys.DATA_DIRECTORY);
        Files.createDirectories(directory);
        return directory;
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private <T> T checked(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
