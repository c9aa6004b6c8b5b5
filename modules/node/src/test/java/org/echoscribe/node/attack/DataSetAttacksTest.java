package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.testkit.attack.Attack;
import org.echoscribe.testkit.attack.DataSetAttacks;
import org.echoscribe.testkit.attack.HostileObject;
import org.echoscribe.testkit.attack.LargeObjects;
import org.echoscribe.vocabulary.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be done to the node through what it stores: it keeps the bytes, and each object gets an outcome. */
class DataSetAttacksTest {

    /** Odd, but a loop nevertheless; all others have no view, and the node says why. */
    private static final Set<String> LOOPS_NEVERTHELESS = Set.of(
            "odd length",
            "length beyond the end",
            "item without a sequence",
            "delimiter without a sequence",
            "elements behind the pixel data",
            "every element twice",
            "a hundred thousand elements",
            "character set that nobody has",
            "Japanese that breaks off within a character",
            "UTF-8 that is none",
            "deflated data set that is not");

    @RegisterExtension
    static final AttackedNode NODE = new AttackedNode();

    static List<HostileObject> objects() {
        return DataSetAttacks.objects();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theNodeKeepsAndDecides(HostileObject object) throws Exception {
        NODE.suffers(DataSetAttacks.attack(object));
        Outcome outcome = outcomes(List.of(object)).get(object.name());
        boolean isLoop = outcome instanceof Outcome.Classified || outcome instanceof Outcome.Abstained;
        assertThat(isLoop).as(object + ": " + outcome).isEqualTo(LOOPS_NEVERTHELESS.contains(object.name()));
    }

    /** Whatever stands there may be run by whoever takes the file for a program. */
    @Test
    void everyFileOfTheSpoolBeginsWithThePreambleOfTheNodeAlone() throws Exception {
        byte[] beginning = new byte[132];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, beginning, 128, 4);
        NODE.bystander().store();
        NODE.suffers(DataSetAttacks.attack(DataSetAttacks.objects().stream()
                .filter(object -> object.name().contains("program"))
                .findFirst()
                .orElseThrow()));
        try (Stream<Path> files = Files.walk(NODE.dataDirectory().resolve("spool/objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream stream = Files.newInputStream(file)) {
                    assertThat(stream.readNBytes(132)).as(file.toString()).isEqualTo(beginning);
                }
            }
        }
    }

    @Test
    void theNodeKeepsAndDecidesALoopThatIsCutOffBehindAnyKibibyte() throws Exception {
        List<HostileObject> cut = DataSetAttacks.truncated();
        for (HostileObject object : cut) {
            NODE.suffers(DataSetAttacks.attack(object));
        }
        assertThat(outcomes(cut).values()).hasSize(cut.size());
    }

    @Test
    void manyDeflateBombsAtOnceDoNotFillTheHeap() throws Exception {
        List<HostileObject> bombs = IntStream.range(0, 3)
                .mapToObj(number -> DataSetAttacks.bomb("deflate bomb " + number, 200L << 20))
                .toList();
        atOnce(bombs.stream().map(DataSetAttacks::attack).toList());
        assertThat(outcomes(bombs).values()).hasSize(bombs.size());
    }

    @Test
    void manyLargeHeadersAtOnceDoNotFillTheHeap() throws Exception {
        atOnce(IntStream.range(0, 8)
                .mapToObj(number -> LargeObjects.withHeader("large header " + number, 15))
                .toList());
    }

    @Test
    void anObjectLargerThanTheHeapIsStored() throws Exception {
        NODE.suffers(LargeObjects.withPixels("object of 600 MiB", 600L << 20));
    }

    @Test
    @Tag("nightly")
    void anObjectOfThreeGibibytesIsStored() throws Exception {
        NODE.suffers(LargeObjects.withPixels("object of 3 GiB", 3L << 30));
    }

    private static void atOnce(List<Attack> attacks) throws Exception {
        // Not virtual ones: few processors would serve few of them, and the others would seem to stall.
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<Void>> played = new ArrayList<>();
            for (Attack attack : attacks) {
                played.add(threads.submit(() -> {
                    NODE.suffers(attack);
                    return null;
                }));
            }
            for (Future<Void> each : played) {
                each.get();
            }
        }
    }

    private static Map<String, Outcome> outcomes(List<HostileObject> objects) throws Exception {
        Map<String, ReceivedLoop> decided = NODE.awaitDecisions(
                objects.stream().map(HostileObject::sopInstanceUid).toList());
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (HostileObject object : objects) {
            outcomes.put(
                    object.name(),
                    decided.get(object.sopInstanceUid())
                            .labelling()
                            .orElseThrow()
                            .outcome());
        }
        return outcomes;
    }
}
