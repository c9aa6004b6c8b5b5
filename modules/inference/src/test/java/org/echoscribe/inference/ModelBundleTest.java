package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelBundleTest {

    @TempDir
    Path temporary;

    @Test
    void readsBackWhatWasWrittenFromADirectoryAndFromAZip() throws IOException {
        writer().writeDirectory(temporary.resolve("bundle"));
        writer().writeZip(temporary.resolve("bundle.zip"));
        try (ModelBundle directory = ModelBundle.open(temporary.resolve("bundle"));
                ModelBundle zip = ModelBundle.open(temporary.resolve("bundle.zip"))) {
            assertThat(directory.description()).isEqualTo(Bundles.twoStream());
            assertThat(zip.description()).isEqualTo(Bundles.twoStream());
            assertThat(zip.identity()).isEqualTo(directory.identity());
            assertThat(zip.identity().synthetic()).isTrue();
            assertThat(zip.file(ModelBundle.SPATIAL_FILE).orElseThrow()).hasContent("spatial");
            assertThat(zip.file("head-grad.onnx")).isPresent();
            assertThat(zip.file("temporal-grad.onnx")).isEmpty();
        }
    }

    @Test
    void closingRemovesTheUnpackedCopyOfAZip() throws IOException {
        writer().writeZip(temporary.resolve("bundle.zip"));
        ModelBundle bundle = ModelBundle.open(temporary.resolve("bundle.zip"));
        Path copy = bundle.file(ModelBundle.HEAD_FILE).orElseThrow().getParent();
        assertThat(copy).isDirectory();
        bundle.close();
        assertThat(copy).doesNotExist();
    }

    @Test
    void theSameModelWrittenTwiceIsTheSameBytes() throws IOException {
        writer().writeZip(temporary.resolve("one.zip"));
        writer().writeZip(temporary.resolve("two.zip"));
        assertThat(temporary.resolve("one.zip")).hasSameBinaryContentAs(temporary.resolve("two.zip"));
    }

    @Test
    void anotherWeightGivesAnotherIdentity() throws IOException {
        writer().writeDirectory(temporary.resolve("one"));
        base().add(ModelBundle.HEAD_FILE, bytes("another head")).writeDirectory(temporary.resolve("two"));
        try (ModelBundle one = ModelBundle.open(temporary.resolve("one"));
                ModelBundle two = ModelBundle.open(temporary.resolve("two"))) {
            assertThat(one.identity().sha256()).isNotEqualTo(two.identity().sha256());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spatial.onnx", "temporal.onnx", "head.onnx", "card.md", "head-grad.onnx"})
    void refusesABundleWithAChangedFileAndNamesTheFile(String name) throws IOException {
        Path directory = temporary.resolve("bundle");
        writer().writeDirectory(directory);
        byte[] content = Files.readAllBytes(directory.resolve(name));
        content[content.length / 2] ^= 1;
        Files.write(directory.resolve(name), content);
        assertRejected(directory, name, "SHA-256", "Copy the bundle again");
        Files.delete(directory.resolve(name));
        assertRejected(directory, name, "missing");
        Files.write(directory.resolve(name), new byte[0]);
        assertRejected(directory, name, "0 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format-version\" : 1 | \"format-version\" : 2 | format-version",
                "\"name\" : \"test-small\" | \"name\" : \"\" | name is empty",
                "\"name\" : \"test-small\" | \"name\" : \"a\", \"title\" : \"b\" | title",
                "\"name\" : \"test-small\" | \"synthetic\" : true | Duplicate",
                "\"tau\" : 0.25, | | tau",
                "\"name\" : \"test-small\" | \"name\" : null | name",
                "\"name\" : \"test-small\" | \"name\" : \"a\", \"name\" : \"b\" | Duplicate",
                "\"EV-PLAX\" | \"EV-PLAXV\" | each of the 14 views once",
                "\"EV-PLAX\" | \"EV-OTHER\" | EV-OTHER",
                "\"rgb\" | \"bgr\" | colour",
                "\"dual-tv-l1\" | \"farneback\" | algorithm",
                "\"tau\" : 0.25 | \"tau\" : \"0.25\" | tau",
                "\"bound-pixels-per-frame\" : 20.0 | \"bound-pixels-per-frame\" : 0 | bound-pixels-per-frame",
                "\"calibration-temperature\" : 1.5 | \"calibration-temperature\" : -1 | temperature",
                "\"abstention-threshold\" : 0.6 | \"abstention-threshold\" : 60 | threshold",
                "\"format-version\" : 1 | \"format-version\" : 1.5 | format-version",
                "\"seed\" : 7 | \"seed\" : 1e999 | training-provenance/seed is a number beyond",
                "\"error-percent\" : 93.1 | \"folds\" : [1, -1e999] | measured-metrics/folds/1 is a number beyond",
                "\"calibration-temperature\" : 1.5 | \"calibration-temperature\" : 1e39 | calibration-temperature is a number",
                "\"head.onnx\" | \"../head.onnx\" | ../head.onnx",
                "\"head.onnx\" | \"tail.onnx\" | tail.onnx is missing",
            })
    void refusesADescriptionThatItDoesNotUnderstandAndSaysWhy(String written, String instead, String saying)
            throws IOException {
        Path directory = temporary.resolve("bundle");
        writer().writeDirectory(directory);
        Path json = directory.resolve("bundle.json");
        String changed = Files.readString(json).replace(written, instead == null ? "" : instead);
        assertThat(changed).isNotEqualTo(Files.readString(json));
        Files.writeString(json, changed);
        assertThatThrownBy(() -> ModelBundle.open(directory))
                .isInstanceOf(BundleRejectedException.class)
                .hasMessageContaining(saying);
    }

    @ParameterizedTest
    @ValueSource(strings = {"card.md", "head.onnx", "spatial.onnx", "temporal.onnx"})
    void refusesADescriptionThatDoesNotListAFileThatItsStreamsNeed(String name) throws IOException {
        Path directory = temporary.resolve("bundle");
        writer().writeDirectory(directory);
        Path json = directory.resolve("bundle.json");
        String unlisted = "[{][^{}]*\"" + name + "\"[^{}]*[}]\\s*,?";
        Files.writeString(
                json, Files.readString(json).replaceFirst(unlisted, "").replaceFirst(",\\s*]\\s*}\\s*$", "]}"));
        assertRejected(directory, "does not list " + name);
    }

    @Test
    void refusesWhatIsNoBundleAtAll() throws IOException {
        assertRejected(temporary.resolve("absent"), "absent");
        assertRejected(Files.createDirectory(temporary.resolve("empty")), "no bundle.json");
        assertRejected(Files.writeString(temporary.resolve("text.zip"), "not a zip"), "neither a directory nor");
    }

    @Test
    void noMutationOfADescriptionIsAnythingButReadOrRejected() throws IOException {
        Path directory = temporary.resolve("bundle");
        writer().writeDirectory(directory);
        byte[] json = Files.readAllBytes(directory.resolve("bundle.json"));
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            byte[] mutated = Arrays.copyOf(json, random.nextInt(4) == 0 ? random.nextInt(json.length) : json.length);
            for (int change = random.nextInt(4); change >= 0 && mutated.length > 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) " {}[],:\"0-9nulltrue".charAt(random.nextInt(19));
            }
            Files.write(directory.resolve("bundle.json"), mutated);
            try (ModelBundle bundle = ModelBundle.open(directory)) {
                assertThat(bundle.views()).hasSize(14);
            } catch (BundleRejectedException e) {
                assertThat(e).hasMessageContaining("Model bundle");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "/outside.txt", "sub/inside.txt", "..\\outside.txt", "a:b", ""})
    void refusesAZipWithAFileThatIsNotBesideTheDescription(String name) throws IOException {
        Path zip = temporary.resolve("bundle.zip");
        writeZip(zip, "bundle.json", name.isEmpty() ? " " : name);
        assertRejected(zip, "not beside bundle.json");
        assertThat(temporary.resolve("outside.txt")).doesNotExist();
        assertThat(temporary.resolveSibling("outside.txt")).doesNotExist();
    }

    @Test
    void refusesAZipWithTooManyFilesOrWithoutExactlyOneDescription() throws IOException {
        Path zip = temporary.resolve("bundle.zip");
        String[] many = new String[65];
        Arrays.setAll(many, i -> "f" + i);
        writeZip(zip, many);
        assertRejected(zip, "65 files");
        writeZip(zip, "a/bundle.json", "b/bundle.json");
        assertRejected(zip, "2 files bundle.json");
        writeZip(zip, "card.md");
        assertRejected(zip, "0 files bundle.json");
    }

    @Test
    void refusesToWriteOverAnotherBundleOrWithoutAGraph() throws IOException {
        writer().writeDirectory(temporary.resolve("bundle"));
        assertThatThrownBy(() -> writer().writeDirectory(temporary.resolve("bundle")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> base().writeDirectory(temporary.resolve("headless")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("head.onnx");
        assertThatThrownBy(() -> writer().add("../x", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer().add("head.onnx", new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static BundleWriter writer() {
        return base().add(ModelBundle.HEAD_FILE, bytes("head"));
    }

    private static BundleWriter base() {
        return new BundleWriter(Bundles.twoStream(), "# A synthetic bundle\n")
                .add(ModelBundle.SPATIAL_FILE, bytes("spatial"))
                .add(ModelBundle.TEMPORAL_FILE, bytes("temporal"))
                .add("head-grad.onnx", bytes("sidecar"));
    }

    private static void assertRejected(Path bundle, String... saying) {
        assertThatThrownBy(() -> ModelBundle.open(bundle))
                .isInstanceOf(BundleRejectedException.class)
                .hasMessageContaining(bundle.toString())
                .hasMessageContainingAll(saying);
    }

    private static void writeZip(Path zip, String... names) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (String name : names) {
                entries.putNextEntry(new ZipEntry(name));
                entries.write(bytes("content"));
                entries.closeEntry();
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
