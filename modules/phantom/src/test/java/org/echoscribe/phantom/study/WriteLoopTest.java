package org.echoscribe.phantom.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.phantom.rendering.Sector;
import org.echoscribe.phantom.screen.ScreenLayout;
import org.echoscribe.vocabulary.NameBasedUid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteLoopTest {

    private static final Sector SECTOR = new Sector(Math.toRadians(40), 14, 0.2);
    private static final ScreenLayout LAYOUT = ScreenLayout.draw(true, new SplittableRandom(1));

    @TempDir
    Path directory;

    private static LoopObject object(PixelStorage storage, Vendor vendor, boolean colourDoppler) {
        return new LoopObject(
                "PHANTOM^SYNTHETIC-0001",
                "SYN-0001",
                "SYNTHETIC phantom loops",
                1,
                NameBasedUid.of("phantom test", "study"),
                NameBasedUid.of("phantom test", "series"),
                NameBasedUid.of("phantom test", storage.name(), vendor.name()),
                1,
                vendor,
                LAYOUT,
                LAYOUT.regionOf(SECTOR),
                SECTOR,
                3,
                31.25,
                72.4,
                colourDoppler,
                storage,
                0.85f);
    }

    /** Smooth pictures that differ from frame to frame. */
    private static List<byte[]> pictures() {
        List<byte[]> pictures = new ArrayList<>();
        for (int frame = 0; frame < 3; frame++) {
            byte[] rgb = new byte[3 * LAYOUT.width() * LAYOUT.height()];
            for (int pixel = 0; pixel < rgb.length / 3; pixel++) {
                rgb[3 * pixel] = (byte) (pixel % LAYOUT.width() / 2);
                rgb[3 * pixel + 1] = (byte) (pixel / LAYOUT.width() / 2);
                rgb[3 * pixel + 2] = (byte) (40 * frame);
            }
            pictures.add(rgb);
        }
        return pictures;
    }

    private Path write(PixelStorage storage, Vendor vendor, boolean colourDoppler) throws IOException {
        Path file = directory.resolve(storage + "-" + vendor + ".dcm");
        WriteLoop.write(file, object(storage, vendor, colourDoppler), pictures());
        return file;
    }

    @ParameterizedTest
    @EnumSource(PixelStorage.class)
    void dciodvfyFindsNoErrorInAnyStorageOfAnyVendor(PixelStorage storage) throws IOException, InterruptedException {
        assumeTrue(onPath("dciodvfy"), "skipped: dciodvfy is not installed (Debian package dicom3tools)");
        for (Vendor vendor : Vendor.values()) {
            boolean colourDoppler = storage.colour() && vendor == Vendor.B;
            List<String> findings = run(
                    "dciodvfy", "-new", write(storage, vendor, colourDoppler).toString());
            assertThat(findings).as(storage + " " + vendor).noneMatch(line -> line.startsWith("Error"));
            assertThat(findings).anyMatch(line -> line.contains("USMultiFrameImage"));
        }
    }

    @ParameterizedTest
    @EnumSource(PixelStorage.class)
    void theHeaderSaysWhereTheFanIsAndHowFastTheLoopRuns(PixelStorage storage) throws IOException {
        Attributes header = DataSetReader.read(write(storage, Vendor.C, false)).dataSet();
        Attributes region = header.items(Tag.SequenceOfUltrasoundRegions).getFirst();
        ScreenLayout.Region expected = LAYOUT.regionOf(SECTOR);
        assertThat(region.integer(Tag.RegionLocationMinX0)).hasValue(expected.x());
        assertThat(region.integer(Tag.RegionLocationMaxY1))
                .hasValue(expected.y() + expected.raster().height() - 1);
        assertThat(region.real(Tag.PhysicalDeltaX).orElseThrow()
                        * expected.raster().height())
                .isBetween(13.5, 14.5);
        assertThat(header.real(Tag.FrameTime)).hasValue(31.25);
        assertThat(header.integer(Tag.HeartRate)).hasValue(72);
        assertThat(header.integer(Tag.NumberOfFrames)).hasValue(3);
        assertThat(header.string(Tag.PhotometricInterpretation)).contains(storage.photometricInterpretation());
        assertThat(header.string(Tag.Manufacturer).orElseThrow()).contains("Phantom");
    }

    @Test
    void colourJpegIsHalvedAcrossOnlyAndComesBackNearlyTheSame() throws IOException {
        byte[] picture = pictures().getFirst();
        byte[] stream;
        try (EncodeJpeg encoder = new EncodeJpeg(LAYOUT.width(), LAYOUT.height(), 0.9f)) {
            stream = encoder.encode(picture, true);
        }
        int startOfFrame = 0;
        while ((stream[startOfFrame] & 0xff) != 0xff || (stream[startOfFrame + 1] & 0xff) != 0xc0) {
            startOfFrame++;
        }
        assertThat(stream[startOfFrame + 9]).as("components").isEqualTo((byte) 3);
        assertThat(stream[startOfFrame + 11]).as("luminance sampling").isEqualTo((byte) 0x21);
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(stream));
        for (int pixel = 0; pixel < picture.length / 3; pixel += 97) {
            int rgb = decoded.getRGB(pixel % LAYOUT.width(), pixel / LAYOUT.width());
            assertThat(Math.abs((rgb >> 16 & 0xff) - (picture[3 * pixel] & 0xff)))
                    .isLessThan(24);
            assertThat(Math.abs((rgb >> 8 & 0xff) - (picture[3 * pixel + 1] & 0xff)))
                    .isLessThan(24);
        }
    }

    @Test
    void nothingUnfinishedStaysBesideTheFile() throws IOException {
        write(PixelStorage.JPEG_COLOUR, Vendor.A, false);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
