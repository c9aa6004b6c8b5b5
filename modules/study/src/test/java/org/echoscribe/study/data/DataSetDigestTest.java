package org.echoscribe.study.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetDigestTest {

    @TempDir
    private Path directory;

    @Test
    void itIsTheDigestOfSortedLinesThatAnybodyCanWrite() throws Exception {
        LabelledLoop second = loop("1.2.2", View.PLAX, "two");
        LabelledLoop first = loop("1.2.1", View.A2C, "one");
        String lines = "1.2.1\t" + sha256("one") + "\tA2C\n1.2.2\t" + sha256("two") + "\tPLAX\n";
        assertThat(DataSetDigest.of(List.of(second, first)))
                .isEqualTo(sha256(lines))
                .isEqualTo(DataSetDigest.of(List.of(first, second)));
    }

    @Test
    void anotherLabelOrOtherContentGivesAnother() throws Exception {
        String before = DataSetDigest.of(List.of(loop("1.2.1", View.A2C, "one")));
        assertThat(DataSetDigest.of(List.of(loop("1.2.1", View.A3C, "one")))).isNotEqualTo(before);
        assertThat(DataSetDigest.of(List.of(loop("1.2.1", View.A2C, "two")))).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsGoneIsNamedByItsLoop() {
        LabelledLoop gone = new LabelledLoop("1.2.1", "1.2", View.A2C, directory.resolve("gone"));
        assertThatThrownBy(() -> DataSetDigest.of(List.of(gone)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1.2.1");
    }

    private LabelledLoop loop(String uid, View view, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(uid + content), content);
        return new LabelledLoop(uid, "1.2", view, file);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
