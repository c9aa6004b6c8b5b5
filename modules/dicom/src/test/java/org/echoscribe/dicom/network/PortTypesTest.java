package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortTypesTest {

    @Test
    void aDestinationIsReadAndWrittenInOneForm() {
        Destination destination = Destination.parse("PACS@10.1.2.3:104");
        assertThat(destination).isEqualTo(new Destination("PACS", "10.1.2.3", 104));
        assertThat(Destination.parse("PACS@[::1]:104").host()).isEqualTo("::1");
        assertThat(Destination.parse("PACS@[::1]:104")).hasToString("PACS@[::1]:104");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PACS",
                "PACS@host",
                "@host:104",
                "PACS@host:",
                "PACS@host:0",
                "PACS@host:x",
                "SEVENTEEN-LETTERS@host:104",
                "PA\\CS@host:104",
                "   @host:104",
                "PACS@:104"
            })
    void whatIsNoDestinationIsRefusedWithItsForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Destination.parse(text));
    }

    @Test
    void anErrorCommentIsAtMost64AsciiCharacters() {
        StoreStatus status =
                StoreStatus.processingFailure("Plattenplatz f\u00fcr \u201eBilder\u201c\n" + "x".repeat(80));
        assertThat(status.errorComment()).hasSize(64).startsWith("Plattenplatz f?r ?Bilder??xxx");
    }

    @Test
    void aStatusKnowsSuccessWarningAndWhetherToTryAgain() {
        assertThat(StoreStatus.SUCCESS.isSuccess()).isTrue();
        assertThat(new StoreStatus(0xB000, "").isWarning()).isTrue();
        assertThat(new StoreStatus(0xA900, "").isWarning()).isFalse();
        assertThat(StoreStatus.outOfResources("").isOutOfResources()).isTrue();
        assertThat(StoreStatus.cannotUnderstand("").isOutOfResources()).isFalse();
        assertThat(StoreStatus.outOfResources("disk full")).hasToString("A700H (disk full)");
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.defaults().withIdleTimeout(Duration.ZERO))
                .withMessageContaining("idleTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.defaults().withMaxReceivePduBytes(10))
                .withMessageContaining("maxReceivePduBytes");
    }

    @Test
    void aUidIsDigitsAndDotsAndNothingElse() {
        assertThat(Uid.isWellFormed("1.2.840.10008.1.2")).isTrue();
        assertThat(Uid.isWellFormed("1.2.03"))
                .as("a leading zero, as real machines send it")
                .isTrue();
        assertThat(Uid.isWellFormed("1".repeat(64))).isTrue();
        assertThat(Uid.isWellFormed("1".repeat(65))).isFalse();
        for (String bad : new String[] {"", ".", "1.", ".1", "1..2", "1.a", "../1", "1.2 ", "1.\u0662"}) {
            assertThat(Uid.isWellFormed(bad)).as(bad).isFalse();
        }
    }

    @Test
    void aPart10HeaderThatAnnouncesMoreThanThereIsIsRefusedWithItsPlace(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.dcm");
        byte[] bytes = new byte[132 + 12];
        bytes[128] = 'D';
        bytes[129] = 'I';
        bytes[130] = 'C';
        bytes[131] = 'M';
        System.arraycopy(HexFormat.of().parseHex("020002005a5affff00ca9a3b"), 0, bytes, 132, 12);
        Files.write(file, bytes);
        assertUnreadable(file, "(0002,0002) at byte 132 announces 65535 bytes");
    }

    @Test
    void aFileThatIsNotPart10IsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.dcm");
        Files.writeString(file, "GIF89a");
        assertUnreadable(file, "DICM is missing");
    }

    private static void assertUnreadable(Path file, String message) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            assertThatIOException()
                    .isThrownBy(() -> Part10Header.read(channel, file))
                    .withMessageContaining(message);
        }
    }
}
