package org.echoscribe.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.echoscribe.node.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "serve", "classify", "send", "phantom", "model", "queue", "labels", "backfill"})
    void teachesEachCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: echoscribe " + command);
        assertThat(out.toString().lines().count()).isGreaterThan(8);
    }

    @Test
    void endsWithTwoWhenUsedWrongly() {
        assertThat(run("phantom")).isEqualTo(2);
        assertThat(err.toString()).contains("--out");
        assertThat(run("send", "x", "--to", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("AET@HOST:PORT");
        assertThat(run("serve", "--set", "node.port=high")).isEqualTo(2);
        assertThat(err.toString()).contains("node.port = 'high'", "0 to 65535");
        assertThat(run("unknown")).isEqualTo(2);
    }

    @Test
    void endsWithOneAndSaysWhatToDoWhenSomethingIsMissing() {
        assertThat(run("queue", "list", "--set", "node.data-directory=" + directory))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no journal", "node.data-directory");
        assertThat(run("model", "show", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(directory.toString());
        assertThat(run("send", directory.toString(), "--to", "A@127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing to send");
    }

    @Test
    void writesTheSamePhantomTwiceAndItsLabels() throws Exception {
        assertThat(phantom("a")).isZero();
        assertThat(phantom("b")).isZero();
        List<Path> first = files("a");
        List<Path> second = files("b");
        assertThat(first).hasSameSizeAs(second).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).hasSameBinaryContentAs(first.get(i));
        }
        assertThat(Files.readAllLines(directory.resolve("a/labels.csv")))
                .hasSize(3)
                .allMatch(l -> !l.isBlank());
    }

    private int phantom(String name) {
        String target = directory.resolve(name).toString();
        return run("phantom", "--out", target, "--studies", "1", "--loops", "2", "--views", "PLAX", "--seed", "5");
    }

    private List<Path> files(String name) throws Exception {
        try (Stream<Path> walk = Files.walk(directory.resolve(name))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private int run(String... arguments) {
        return CommandRun.run(out, err, arguments);
    }
}
