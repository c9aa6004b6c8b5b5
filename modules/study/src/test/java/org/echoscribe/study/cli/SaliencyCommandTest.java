package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.echoscribe.phantom.PhantomStudy;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaliencyCommandTest {

    private static final String SHIPPED =
            Path.of("../../etc/models/phantom-small").toString();

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void aLoopGetsAPictureForEachStreamAndAMovingOneWithCyanOnGrey() throws IOException {
        Path loop = directory.resolve("loop.dcm");
        PhantomStudy.draw(5, 0, Set.of(View.SUBCOSTAL), 1).loops().getFirst().writeDicom(loop);
        Path pictures = directory.resolve("saliency");
        assertThat(run("saliency", "--bundle", SHIPPED, "--loop", loop.toString(), "--out", pictures.toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("SYNTHETIC model").contains("phantom-small: ");
        for (String stream : new String[] {"spatial.png", "temporal.png"}) {
            var picture = ImageIO.read(pictures.resolve(stream).toFile());
            int cyan = 0;
            for (int y = 0; y < 400; y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int rgb = picture.getRGB(x, y);
                    cyan += (rgb & 0xff) - (rgb >> 16 & 0xff) > 60 ? 1 : 0;
                }
            }
            assertThat(cyan).as("cyan pixels of %s", stream).isBetween(200, picture.getWidth() * 400 / 2);
        }
        try (var stream =
                ImageIO.createImageInputStream(pictures.resolve("saliency.gif").toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(stream);
            assertThat(reader.getNumImages(true)).isEqualTo(40);
            assertThat(reader.read(39).getWidth()).isEqualTo(840);
        }
    }

    @Test
    void whatIsNoLoopIsNamedWithTheReason() throws IOException {
        Path file = directory.resolve("note.dcm");
        Files.writeString(file, "not DICOM");
        assertThat(run("saliency", "--bundle", SHIPPED, "--loop", file.toString()))
                .isEqualTo(1);
        assertThat(run("saliency", "--bundle", SHIPPED, "--loop", "nowhere.dcm"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("nowhere.dcm is not a file");
    }

    private int run(String... arguments) {
        return StudyRun.run(out, arguments);
    }
}
