package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;

/**
 * What the header of a loop tells about how it was recorded; figures are broken down by it.
 *
 * @param manufacturer Manufacturer (0008,0070), or "not named"
 * @param model Manufacturer's Model Name (0008,1090), or "not named"
 * @param colourDoppler whether Ultrasound Color Data Present (0028,0014) or a region of the type colour flow says so
 * @param frames Number of Frames (0028,0008), 1 where it is missing
 * @param synthetic whether Image Type (0008,0008) says that no patient was examined
 * @param framesPerSecond from Frame Time (0018,1063) or else Cine Rate (0018,0040)
 */
public record LoopCharacteristics(
        String manufacturer,
        String model,
        boolean colourDoppler,
        boolean synthetic,
        int frames,
        OptionalDouble framesPerSecond) {

    private static final String SYNTHETIC = "SYNTHETIC";
    private static final String NOT_NAMED = "not named";
    /** Region Data Type (0018,6014), PS3.3 C.8.5.5.1.2. */
    private static final int COLOUR_FLOW = 2;

    /** Reads the header of a stored loop. */
    public static LoopCharacteristics read(Path file) throws IOException {
        return of(DataSetReader.readHeader(file, Tag.PixelData).dataSet());
    }

    static LoopCharacteristics of(Attributes header) {
        boolean colourRegion = header.items(Tag.SequenceOfUltrasoundRegions).stream()
                .anyMatch(region -> region.integer(Tag.RegionDataType).orElse(0) == COLOUR_FLOW);
        return new LoopCharacteristics(
                text(header, Tag.Manufacturer),
                text(header, Tag.ManufacturerModelName),
                colourRegion || header.integer(Tag.UltrasoundColorDataPresent).orElse(0) == 1,
                header.strings(Tag.ImageType).contains(SYNTHETIC),
                header.integer(Tag.NumberOfFrames).orElse(1),
                framesPerSecond(header));
    }

    private static String text(Attributes header, int tag) {
        return header.string(tag)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(NOT_NAMED);
    }

    private static OptionalDouble framesPerSecond(Attributes header) {
        OptionalDouble frameTimeMillis = header.real(Tag.FrameTime);
        if (frameTimeMillis.isPresent() && frameTimeMillis.getAsDouble() > 0) {
            return OptionalDouble.of(1000 / frameTimeMillis.getAsDouble());
        }
        OptionalDouble rate = header.real(Tag.CineRate);
        return rate.isPresent() && rate.getAsDouble() > 0 ? rate : OptionalDouble.empty();
    }
}
