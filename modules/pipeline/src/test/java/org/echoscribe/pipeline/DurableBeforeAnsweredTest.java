package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows the node's system calls while DCMTK's storescu sends to it: each response leaves only after the object's bytes,
 * its name and its journal row have been synced.
 */
class DurableBeforeAnsweredTest {

    private static final int OBJECTS = 3;
    private static final String CALLS =
            "fsync,fdatasync,rename,renameat,renameat2,write,writev,pwrite64,sendto,sendmsg,openat,mkdir";

    /** PDU type 04H, P-DATA-TF: without a destination the only ones that the node sends are its responses. */
    private static final String P_DATA_TF = "\"\\x04\\x00";

    @TempDir
    private Path directory;

    @Test
    void theFileTheDirectoryAndTheJournalAreSyncedBeforeEachResponse() throws Exception {
        assumeTrue(Programs.has("strace"), "strace is not installed: the order of system calls is not checked");
        assumeTrue(
                Programs.has("storescu"),
                "DCMTK's storescu is not installed: the order of system calls is not checked");
        Path trace = directory.resolve("trace");
        Path cart = Files.createDirectories(directory.resolve("cart"));
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<Path> files = new ArrayList<>();
        for (int number = 1; number <= OBJECTS; number++) {
            files.add(new SyntheticLoop("2.25.815", number).write(cart));
        }
        List<String> strace =
                List.of("strace", "-f", "-y", "-x", "-s", "16", "-e", "trace=" + CALLS, "-o", trace.toString());
        try (NodeProcess node =
                NodeProcess.start(strace, directory.resolve("data"), temporary, Optional.empty(), Optional.empty())) {
            List<Path> acknowledged = new ArrayList<>();
            Programs.storescu(node.port(), files, acknowledged::add);
            assertThat(acknowledged).isEqualTo(files);
        }

        List<TracedCall> calls = TracedCall.read(trace);
        int from = 0;
        for (int response = 1; response <= OBJECTS; response++) {
            int answered = startOf(calls, from, TracedCall::isSocketWrite);
            List<TracedCall> before = calls.subList(0, answered);
            int fileSynced = endOf(before, from, call -> call.syncs("/spool/incoming/"));
            int renamed = endOf(before, fileSynced, call -> call.name().startsWith("rename"));
            int directorySynced = endOf(before, renamed, call -> call.syncs("/spool/objects/"));
            endOf(before, directorySynced, call -> call.syncs("/journal.db-wal"));
            from = answered + 1;
        }
        int daysName = endOf(
                calls, 0, call -> call.name().equals("mkdir") && call.text().contains("/spool/objects/"));
        endOf(
                calls.subList(0, startOf(calls, 0, TracedCall::isSocketWrite)),
                daysName,
                call -> call.syncs("/spool/objects>"));
    }

    private static int startOf(List<TracedCall> calls, int from, Predicate<TracedCall> wanted) {
        return indexOf(calls, from, call -> call.begins() && wanted.test(call), "begins");
    }

    private static int endOf(List<TracedCall> calls, int from, Predicate<TracedCall> wanted) {
        return indexOf(calls, from, call -> call.ends() && wanted.test(call), "ended");
    }

    private static int indexOf(List<TracedCall> calls, int from, Predicate<TracedCall> wanted, String what) {
        for (int i = from; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError("No call " + what + " after line " + from + " of:\n"
                + String.join(
                        "\n",
                        calls.subList(from, calls.size()).stream()
                                .map(TracedCall::text)
                                .toList()));
    }

    /**
     * One line of strace: a call, or the beginning or the end of one that another thread's call interrupted.
     *
     * @param text all that is known of the call so far
     */
    private record TracedCall(String name, String text, boolean begins, boolean ends) {

        boolean syncs(String path) {
            return (name.equals("fsync") || name.equals("fdatasync")) && text.contains(path);
        }

        boolean isSocketWrite() {
            return text.contains("socket:") && text.contains(P_DATA_TF);
        }

        static List<TracedCall> read(Path trace) throws IOException {
            List<TracedCall> calls = new ArrayList<>();
            Map<String, String> interrupted = new HashMap<>();
            for (String line : Files.readAllLines(trace)) {
                String[] parts = line.split("\\s+", 2);
                String thread = parts[0];
                String call = parts[1];
                if (call.startsWith("<...")) {
                    String beginning = interrupted.getOrDefault(thread, "");
                    calls.add(new TracedCall(nameOf(beginning), beginning + call, false, true));
                } else if (call.endsWith("<unfinished ...>")) {
                    interrupted.put(thread, call);
                    calls.add(new TracedCall(nameOf(call), call, true, false));
                } else if (call.contains("(")) {
                    calls.add(new TracedCall(nameOf(call), call, true, true));
                }
            }
            return calls;
        }

        private static String nameOf(String call) {
            return call.substring(0, Math.max(0, call.indexOf('(')));
        }
    }
}
