package org.echoscribe.node.configuration;

import static org.echoscribe.node.configuration.Values.aeTitle;
import static org.echoscribe.node.configuration.Values.aeTitles;
import static org.echoscribe.node.configuration.Values.bytes;
import static org.echoscribe.node.configuration.Values.choice;
import static org.echoscribe.node.configuration.Values.duration;
import static org.echoscribe.node.configuration.Values.flag;
import static org.echoscribe.node.configuration.Values.integer;
import static org.echoscribe.node.configuration.Values.optionalPath;
import static org.echoscribe.node.configuration.Values.path;
import static org.echoscribe.node.configuration.Values.real;
import static org.echoscribe.node.configuration.Values.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.inference.ExecutionProvider;
import org.echoscribe.report.SrSopClass;
import org.echoscribe.report.SummaryTitle;

/** Every configuration key there is. {@code etc/echoscribe.yaml} documents the same keys in the same order. */
public final class Keys {

    public static final Key<String> AE_TITLE = aeTitle(
            "node.ae-title",
            "ECHOSCRIBE",
            "The node's own AE title: what carts call, and what the node calls itself towards a PACS.");
    public static final Key<Integer> PORT =
            integer("node.port", 11112, 0, 65535, "The DICOM port. 0 takes any free port and logs which.");
    public static final Key<String> BIND_ADDRESS = text(
            "node.bind-address",
            "127.0.0.1",
            255,
            "The address on which the node listens. The default is reachable from this machine alone; 0.0.0.0 opens it to the network.");
    public static final Key<Path> DATA_DIRECTORY = path(
            "node.data-directory",
            "data",
            "Where received objects, the journal and the finished reports are kept. Nothing is written outside it.");
    public static final Key<Duration> STUDY_QUIET_TIME = duration(
            "node.study-quiet-time",
            "10m",
            "0s",
            "1d",
            "A study is complete when nothing of it has arrived for this long; then its summary is written. 0 closes it as soon as its last loop is labelled.");
    public static final Key<Boolean> CHECK_CALLED_AE_TITLE = flag(
            "node.check-called-ae-title", false, "Refuse associations that call another AE title than the node's.");
    public static final Key<List<String>> ALLOWED_CALLING_AE_TITLES =
            aeTitles("node.allowed-calling-ae-titles", "Only these AE titles may send. Empty allows all.");
    public static final Key<String> STATION_NAME =
            text("node.station-name", "Echoscribe", 64, "The node's name in its reports (Device Observer Name).");

    public static final Key<Integer> ASSOCIATIONS = integer(
            "limits.associations",
            50,
            1,
            10000,
            "How many associations may be open at once. One more is refused as a passing condition, and the cart tries again.");

    public static final Key<Integer> ASSOCIATIONS_PER_PEER =
            integer("limits.associations-per-peer", 50, 1, 10000, "How many of them one network address may hold.");

    public static final Key<Integer> ECHO_RESERVE = integer(
            "limits.echo-reserve",
            4,
            0,
            1000,
            "Associations beyond these for peers that propose Verification only, so that a full node still answers C-ECHO.");

    public static final Key<Integer> PENDING_CONNECTIONS = integer(
            "limits.pending-connections",
            256,
            1,
            100000,
            "Connections that have not asked for an association yet. Beyond this number the oldest is dropped.");

    public static final Key<Long> OBJECT_BYTES = bytes(
            "limits.object-size",
            "4GiB",
            "1MiB",
            "64TiB",
            "The largest object that is accepted. A larger one is answered A700H.");

    public static final Key<Long> PDU_BYTES =
            bytes("limits.pdu-size", "128KiB", "4KiB", "16MiB", "The longest PDU that the node offers to receive.");

    public static final Key<Long> BUFFER_BYTES = bytes(
            "limits.association-buffer-size",
            "256KiB",
            "8KiB",
            "64MiB",
            "The one buffer of an open association, outside the Java heap.");

    public static final Key<Long> ASSOCIATE_BYTES = bytes(
            "limits.association-request-size",
            "256KiB",
            "4KiB",
            "16MiB",
            "The longest association request that is read.");

    public static final Key<Long> COMMAND_BYTES =
            bytes("limits.command-set-size", "8KiB", "512", "1MiB", "The longest DIMSE command set.");

    public static final Key<Duration> REQUEST_TIME = duration(
            "limits.association-request-time",
            "10s",
            "100ms",
            "1h",
            "How long a peer may take from connecting to a complete association request, and for its other steps of opening and closing one (the ARTIM timer of the standard).");

    public static final Key<Duration> PDU_TIME = duration(
            "limits.pdu-time",
            "30s",
            "100ms",
            "1h",
            "How long one PDU, or the pause between two of one message, may last.");

    public static final Key<Duration> OBJECT_TIME =
            duration("limits.object-time", "30m", "1s", "1d", "How long one object may take as a whole.");

    public static final Key<Duration> IDLE_TIME = duration(
            "limits.idle-time",
            "30m",
            "1s",
            "1d",
            "How long an association may stay open without a message. Carts hold one open during an exam.");

    public static final Key<Duration> CONNECT_TIME =
            duration("limits.connect-time", "10s", "100ms", "1h", "How long connecting to a destination may take.");

    public static final Key<Duration> WRITE_TIME = duration(
            "limits.write-time", "30s", "100ms", "1h", "How long a peer may take to accept one PDU from the node.");

    public static final Key<Duration> RESPONSE_TIME = duration(
            "limits.response-time", "2m", "100ms", "1d", "How long a destination may take to answer a report.");

    public static final Key<Duration> CLOSE_TIME = duration(
            "limits.close-time",
            "30s",
            "100ms",
            "1h",
            "How long objects that are being received may still take when the node is stopped.");

    public static final Key<Long> MINIMUM_FREE_BYTES = bytes(
            "storage.minimum-free-space",
            "1GiB",
            "0",
            "64TiB",
            "With less free disk than this the node answers A700H (out of resources) and keeps what it has.");

    public static final Key<Path> BUNDLE = path(
            "model.bundle",
            "etc/models/phantom-small",
            "The model bundle, a directory or a zip file. A path that does not exist where the node was started is looked for beside the launcher.");
    public static final Key<ExecutionProvider> EXECUTION_PROVIDER = choice(
            "model.execution-provider",
            ExecutionProvider.AUTO,
            ExecutionProvider.class,
            "Where the network runs. auto takes CUDA where the build and the machine have it, else the CPU.");
    public static final Key<Integer> MODEL_THREADS =
            integer("model.threads", 0, 0, 1024, "Threads of one network run. 0 takes one for each processor.");
    public static final Key<Integer> MAXIMUM_BATCH = integer(
            "model.maximum-batch", 4, 1, 256, "How many loops, of whatever studies, are scored together at most.");
    public static final Key<Duration> MAXIMUM_WAIT = duration(
            "model.maximum-wait", "20ms", "0s", "10s", "How long a ready loop waits for others to fill its batch.");
    public static final Key<Integer> IMAGES_PER_RUN = integer(
            "model.images-per-run",
            4,
            1,
            4096,
            "How many frames or flow chunks go through the network in one run. 4 keeps memory small on a CPU; 64 keeps a GPU busy.");
    public static final Key<Optional<Path>> SHADOW = optionalPath(
            "model.shadow",
            "A second bundle that scores silently every loop that the first has scored, so that the two can be compared. Nothing for none.");
    public static final Key<Integer> SHADOW_BACKLOG = integer(
            "model.shadow-backlog",
            1000,
            1,
            10000000,
            "So many loops may wait for the second bundle, which works only while the first has nothing to do. The oldest of more are not scored, and counted.");
    public static final Key<Optional<Path>> ACTIVATION_MAPS = optionalPath(
            "model.activation-map-directory",
            "Where a picture for each labelled loop shows what in it spoke for the answer (class-activation map). Nothing, the default, makes none. It needs a bundle made by 'echoscribe activation', and costs one more pass of the bundle's temporal stream for each loop.");
    public static final Key<Path> SCREEN_MASKS = path(
            "imaging.screen-masks",
            "etc/screen-masks.csv",
            "The table of what is blanked by machine model in every frame; the file says how to add a machine. A path that does not exist where the node was started is looked for beside the launcher.");
    public static final Key<Integer> WORKERS = integer(
            "processing.workers",
            0,
            0,
            1024,
            "How many loops are prepared at once. 0 takes one more than there are processors.");
    public static final Key<Duration> RETRY_DELAY = duration(
            "processing.retry-delay",
            "10s",
            "10ms",
            "1d",
            "The delay before a failed step is tried again. It doubles with each try.");
    public static final Key<Duration> RETRY_DELAY_CAP =
            duration("processing.retry-delay-cap", "1h", "10ms", "7d", "The longest delay between two tries.");
    public static final Key<Integer> ATTEMPTS = integer(
            "processing.attempts",
            50,
            1,
            1000000,
            "How often a step is tried before the item goes to the dead-letter list that 'echoscribe queue' shows.");

    public static final Key<SrSopClass> SR_SOP_CLASS = choice(
            "report.sop-class",
            SrSopClass.COMPREHENSIVE_3D,
            SrSopClass.class,
            "The Structured Report class of destinations that name no other. An older PACS may want comprehensive or enhanced.");
    public static final Key<SummaryTitle> SUMMARY_TITLE = choice(
            "report.summary-title",
            SummaryTitle.MEASUREMENT_REPORT,
            SummaryTitle.class,
            "The summary's document title. Some viewers show a measurement-report only when it outlines something; text makes them show it as text.");
    public static final Key<Boolean> REPORT_ABSTAINED = flag(
            "report.abstained-loops",
            true,
            "Whether a loop whose certainty was below the threshold gets a report of its own, too.");
    public static final Key<Double> MINIMUM_CERTAINTY = real(
            "report.minimum-certainty",
            "0",
            0,
            1,
            "Below this certainty no view is asserted. The bundle's own threshold holds where it is higher.");

    public static final Key<String> DESTINATION_AE_TITLE =
            aeTitle("destinations.*.ae-title", "", "The AE title of a PACS that receives the reports.");
    public static final Key<String> DESTINATION_HOST =
            text("destinations.*.host", "", 255, "Its host name or address.");
    public static final Key<Integer> DESTINATION_PORT =
            integer("destinations.*.port", 104, 1, 65535, "Its DICOM port.");
    public static final Key<SrSopClass> DESTINATION_SR_SOP_CLASS = choice(
            "destinations.*.sr-sop-class",
            SrSopClass.COMPREHENSIVE_3D,
            SrSopClass.class,
            "The Structured Report class that it gets. Without this key report.sop-class holds.");
    public static final Key<SummaryTitle> DESTINATION_SUMMARY_TITLE = choice(
            "destinations.*.summary-title",
            SummaryTitle.MEASUREMENT_REPORT,
            SummaryTitle.class,
            "The title of its study summaries. Without this key report.summary-title holds.");

    public static final Key<Integer> ADMIN_PORT = integer(
            "admin.port",
            8042,
            0,
            65535,
            "The port of /health, /ready and /metrics. 0 takes any free port and logs which.");
    public static final Key<String> ADMIN_BIND_ADDRESS = text(
            "admin.bind-address",
            "127.0.0.1",
            255,
            "The address of the admin port. It has no access control: keep it on a network that you trust.");

    private static final List<Key<?>> ALL = List.of(
            AE_TITLE,
            PORT,
            BIND_ADDRESS,
            DATA_DIRECTORY,
            STUDY_QUIET_TIME,
            CHECK_CALLED_AE_TITLE,
            ALLOWED_CALLING_AE_TITLES,
            STATION_NAME,
            ASSOCIATIONS,
            ASSOCIATIONS_PER_PEER,
            ECHO_RESERVE,
            PENDING_CONNECTIONS,
            OBJECT_BYTES,
            PDU_BYTES,
            BUFFER_BYTES,
            ASSOCIATE_BYTES,
            COMMAND_BYTES,
            REQUEST_TIME,
            PDU_TIME,
            OBJECT_TIME,
            IDLE_TIME,
            CONNECT_TIME,
            WRITE_TIME,
            RESPONSE_TIME,
            CLOSE_TIME,
            MINIMUM_FREE_BYTES,
            BUNDLE,
            EXECUTION_PROVIDER,
            MODEL_THREADS,
            MAXIMUM_BATCH,
            MAXIMUM_WAIT,
            IMAGES_PER_RUN,
            SHADOW,
            SHADOW_BACKLOG,
            ACTIVATION_MAPS,
            SCREEN_MASKS,
            WORKERS,
            RETRY_DELAY,
            RETRY_DELAY_CAP,
            ATTEMPTS,
            SR_SOP_CLASS,
            SUMMARY_TITLE,
            REPORT_ABSTAINED,
            MINIMUM_CERTAINTY,
            DESTINATION_AE_TITLE,
            DESTINATION_HOST,
            DESTINATION_PORT,
            DESTINATION_SR_SOP_CLASS,
            DESTINATION_SUMMARY_TITLE,
            ADMIN_PORT,
            ADMIN_BIND_ADDRESS);

    private Keys() {}

    /** All keys, in the order in which the documentation names them. */
    public static List<Key<?>> all() {
        return Stream.of(ALL, TlsKeys.ALL, PeerKeys.ALL, ReportKeys.ALL)
                .flatMap(List::stream)
                .toList();
    }

    static List<String> sections() {
        return all().stream()
                .map(key -> key.name().substring(0, key.name().indexOf('.')))
                .distinct()
                .toList();
    }
}
