package org.echoscribe.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratePhantomTest {

    private static final PhantomRequest REQUEST =
            new PhantomRequest(2, 21, Set.of(View.PSAX_LV, View.A4C_LV, View.SUBCOSTAL), 2);

    @TempDir
    Path directory;

    private static Map<String, byte[]> filesUnder(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSameFiles(Map<String, byte[]> files, Map<String, byte[]> others) {
        assertThat(files.keySet()).isEqualTo(others.keySet());
        files.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(others.get(name)));
    }

    @Test
    void theSameSeedGivesTheSameBytesWhateverTheThreads() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        new GeneratePhantom(1).generate(one, REQUEST, (done, total) -> {});
        new GeneratePhantom(3).generate(two, REQUEST, (done, total) -> {});
        assertSameFiles(filesUnder(one), filesUnder(two));
    }

    @Test
    void aRunThatWasStoppedGoesOnAndEndsInTheSameFiles() throws IOException {
        AtomicInteger last = new AtomicInteger();
        new GeneratePhantom(2).generate(directory, REQUEST, (done, total) -> last.accumulateAndGet(done, Math::max));
        assertThat(last).hasValue(4);
        Map<String, byte[]> whole = filesUnder(directory);
        Path lost = directory.resolve("studies/SYN-0001/loop-02.dcm");
        Files.delete(lost);
        Files.delete(directory.resolve("labels.csv"));
        Files.writeString(directory.resolve("studies/SYN-0001/.loop-02.dcm.unfinished"), "half");
        new GeneratePhantom(2).generate(directory, REQUEST, (done, total) -> {});
        assertSameFiles(whole, filesUnder(directory));
    }

    @Test
    void aDirectoryOfAnotherRequestIsRefusedRatherThanMixed() throws IOException {
        PhantomRequest other = new PhantomRequest(1, 22, REQUEST.views(), 2);
        new GeneratePhantom(2).generate(directory, new PhantomRequest(1, 21, REQUEST.views(), 1), (done, total) -> {});
        assertThatThrownBy(() -> new GeneratePhantom(1).generate(directory, other, (done, total) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another request");
    }

    @Test
    void everyRowOfTheLabelsNamesAFileWithThatUidAndTheWordSynthetic() throws IOException {
        Path labels = new GeneratePhantom(2).generate(directory, REQUEST, (done, total) -> {});
        List<String> rows = Files.readAllLines(labels);
        assertThat(rows.getFirst()).isEqualTo("sop_instance_uid,study_instance_uid,view,reader,file");
        assertThat(rows).hasSize(5);
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",");
            DicomFile file = DataSetReader.read(directory.resolve(cells[4]));
            assertThat(file.dataSet().string(Tag.SOPInstanceUID)).contains(cells[0]);
            assertThat(file.dataSet().string(Tag.StudyInstanceUID)).contains(cells[1]);
            assertThat(REQUEST.views()).contains(View.valueOf(cells[2]));
            assertThat(cells[3]).isEqualTo("phantom-truth");
            assertThat(file.dataSet().string(Tag.PatientName).orElseThrow()).startsWith("PHANTOM^SYNTHETIC-");
            assertThat(file.dataSet().string(Tag.ImageComments).orElseThrow()).contains("SYNTHETIC");
            assertThat(file.dataSet().string(Tag.SeriesDescription).orElseThrow())
                    .contains("SYNTHETIC");
            assertThat(file.dataSet().strings(Tag.ImageType)).contains("SYNTHETIC");
        }
    }
}
