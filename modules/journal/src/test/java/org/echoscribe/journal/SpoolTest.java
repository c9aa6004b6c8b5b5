package org.echoscribe.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final ByteBuffer HEAD = ByteBuffer.wrap("preamble and meta".getBytes(StandardCharsets.US_ASCII));

    @Test
    void storesTheHeadAndThenTheDataSetVerbatimUnderItsDigest(@TempDir Path directory) throws Exception {
        try (DataDirectory data = DataDirectory.claim(directory)) {
            Spool spool = Spool.open(data, 0);
            byte[] content = bytes(3, 100_000);
            StoredObject stored = store(spool, content, 4096);

            assertThat(stored.contentBytes()).isEqualTo(content.length);
            assertThat(stored.contentSha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            byte[] file = Files.readAllBytes(spool.file(stored.spoolPath()));
            assertThat(file).startsWith(HEAD.array()).endsWith(content).hasSize(HEAD.capacity() + content.length);
            assertThat(stored.spoolPath()).endsWith(stored.contentSha256() + ".dcm");
        }
    }

    @Test
    void itHoldsAnObjectAsLongAsEveryByteIsThere(@TempDir Path directory) throws Exception {
        try (DataDirectory data = DataDirectory.claim(directory)) {
            Spool spool = Spool.open(data, 0);
            StoredObject stored = store(spool, bytes(5, 700_000), 4096);
            assertThat(spool.holds(stored)).isTrue();
            Path file = spool.file(stored.spoolPath());
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(file, changed);
            assertThat(spool.holds(stored)).as("one bit changed").isFalse();
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            assertThat(spool.holds(stored)).as("one byte short").isFalse();
            Files.write(file, Arrays.copyOf(whole, 10));
            assertThat(spool.holds(stored)).as("ten bytes left").isFalse();
            Files.delete(file);
            assertThat(spool.holds(stored)).as("gone").isFalse();
        }
    }

    @Property(tries = 50)
    void theDigestDoesNotDependOnHowTheBytesArrive(@ForAll @Size(min = 1, max = 2000) byte[] content) throws Exception {
        Path directory = Files.createTempDirectory("spool");
        try (DataDirectory data = DataDirectory.claim(directory)) {
            Spool spool = Spool.open(data, 0);
            assertThat(store(spool, content, 7)).isEqualTo(store(spool, content, content.length));
        } finally {
            deleteAll(directory);
        }
    }

    @Test
    void anObjectThatIsNotStoredLeavesNothingBehind(@TempDir Path directory) throws Exception {
        try (DataDirectory data = DataDirectory.claim(directory)) {
            Spool spool = Spool.open(data, 0);
            try (IncomingObject incoming = spool.begin(HEAD.duplicate())) {
                incoming.write(ByteBuffer.wrap(bytes(1, 10)));
            }
            assertThat(files(directory.resolve("spool"))).isEmpty();
        }
    }

    @Test
    void whatACrashLeftHalfReceivedIsRemovedAtTheNextStart(@TempDir Path directory) throws Exception {
        try (DataDirectory data = DataDirectory.claim(directory)) {
            Spool spool = Spool.open(data, 0);
            StoredObject stored = store(spool, bytes(2, 100), 10);
            Files.write(directory.resolve("spool/incoming/00000000000000ff.tmp"), bytes(4, 5));

            Spool again = Spool.open(data, 0);

            assertThat(files(directory.resolve("spool"))).containsExactly(again.file(stored.spoolPath()));
        }
    }

    @Test
    void refusesANewObjectWhenTheDiskIsLow(@TempDir Path directory) throws Exception {
        try (DataDirectory data = DataDirectory.claim(directory)) {
            Spool spool = Spool.open(data, Long.MAX_VALUE);
            assertThatThrownBy(() -> spool.begin(HEAD.duplicate()))
                    .isInstanceOf(DiskLowException.class)
                    .hasMessageContaining("storage.minimum-free-space");
            assertThat(files(directory.resolve("spool"))).isEmpty();
        }
    }

    @Test
    void aDataDirectoryIsClaimedByOneNodeAtATime(@TempDir Path directory) throws Exception {
        try (DataDirectory _ = DataDirectory.claim(directory)) {
            assertThatThrownBy(() -> DataDirectory.claim(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another running node");
        }
        DataDirectory.claim(directory).close();
    }

    static StoredObject store(Spool spool, byte[] content, int pieceBytes) throws IOException {
        try (IncomingObject incoming = spool.begin(HEAD.duplicate())) {
            for (int from = 0; from < content.length; from += pieceBytes) {
                incoming.write(ByteBuffer.wrap(content, from, Math.min(pieceBytes, content.length - from)));
            }
            return incoming.store();
        }
    }

    static byte[] bytes(long seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
