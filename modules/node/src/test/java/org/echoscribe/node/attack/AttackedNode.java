package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Step;
import org.echoscribe.node.field.NodeProcess;
import org.echoscribe.testkit.attack.Answer;
import org.echoscribe.testkit.attack.Attack;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The one node that all attacks of a test run go to: a process of its own with a heap of 512 MB and short deadlines.
 * After each test it must answer a C-ECHO, a {@link Bystander} whose association is as old as the node must have an
 * object stored, and descriptors and memory must be back within their bounds.
 */
final class AttackedNode implements BeforeAllCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(AttackedNode.class);

    /** How long an attacker waits for an answer: far longer than any of the node's deadlines. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> SETTINGS = List.of(
            "limits.association-request-time=2s",
            "limits.pdu-time=3s",
            "limits.object-time=10m",
            "limits.object-size=4GiB",
            "limits.close-time=2s",
            "node.study-quiet-time=1h");

    private Running running;

    /** What runs from the first attack to the last. */
    private record Running(NodeProcess node, NodeHealth health, Bystander bystander, Path directory)
            implements AutoCloseable {

        static Running start() {
            try {
                Path directory = Files.createTempDirectory("echoscribe-attacked");
                NodeProcess node = NodeProcess.start(directory, SETTINGS);
                Bystander bystander = Bystander.connect(node.address());
                bystander.store();
                return new Running(node, NodeHealth.of(node), bystander, directory);
            } catch (IOException e) {
                throw new IllegalStateException("The node to attack did not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            System.out.println("The attacked node peaked at " + node.peakMebibytes() + " MiB");
            bystander.close();
            node.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        bystander().store();
        running.health().assertUnharmed(context.getDisplayName());
    }

    /** Plays an attack and holds the node to the right answer. */
    void suffers(Attack attack) throws IOException {
        Answer answer = attack.play(new Attack.Target(node().address(), PATIENCE));
        assertThat(answer).as(attack.name()).isIn(attack.rightAnswers());
    }

    NodeProcess node() {
        return running.node();
    }

    Bystander bystander() {
        return running.bystander();
    }

    Path dataDirectory() {
        return running.directory().resolve("node");
    }

    /** Waits until the last turn of every loop has ended: nothing reads a file then, or loads a class. */
    void awaitIdle() throws IOException {
        try (Journal journal = Journal.open(dataDirectory())) {
            node().await("no loop has a turn", Duration.ofMinutes(1), () -> journal.turns(Step.LABEL) == 0);
        }
    }

    /** What became of objects, once that is decided, by their SOP Instance UIDs. */
    Map<String, ReceivedLoop> awaitDecisions(Collection<String> sopInstanceUids) throws IOException {
        try (Journal journal = Journal.open(dataDirectory())) {
            Map<String, ReceivedLoop> decided = new HashMap<>();
            Duration patience = Duration.ofMinutes(1).plusSeconds(sopInstanceUids.size());
            node().await("everything is decided", patience, () -> {
                journal.loops().newest(10_000).stream()
                        .filter(loop -> loop.state().isDecided())
                        .forEach(loop -> decided.put(loop.loop().sopInstanceUid(), loop));
                return decided.keySet().containsAll(sopInstanceUids);
            });
            return decided;
        }
    }
}
