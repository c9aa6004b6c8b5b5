package org.echoscribe.imaging.decode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.TransferSyntax;

/**
 * How a tool brings a {@link TestPicture} into a transfer syntax.
 *
 * @param syntaxEnd the end of the transfer syntax UID that it writes
 * @param kind what it may do to the samples
 * @param mostBits of a sample that the syntax holds
 * @param colour the Photometric Interpretation that RGB becomes where the codestream has a colour transform
 * @param command that turns the file {@code IN} into the file {@code OUT}, or the samples {@code FRAME} into a codestream
 *     {@code OUT}
 */
record PixelConversion(String syntaxEnd, Kind kind, int mostBits, String colour, List<String> command) {

    /** What a syntax does to samples, which says what layouts PS3.5 section 8.2 allows it. */
    enum Kind {
        UNCOMPRESSED,
        LOSSLESS,
        LOSSY
    }

    private static final String ARC = "1.2.840.10008.1.2";

    static final List<PixelConversion> ALL = List.of(
            uncompressed("", "dcmconv +ti IN OUT"),
            uncompressed(".1", "dcmconv +te IN OUT"),
            uncompressed(".2", "dcmconv +tb IN OUT"),
            uncompressed(".1.99", "dcmconv +td IN OUT"),
            lossless(".5", "dcmcrle IN OUT"),
            lossy(".4.50", 8, "dcmcjpeg +eb IN OUT"),
            lossy(".4.50", 8, "dcmcjpeg +eb +s4 IN OUT"),
            lossy(".4.50", 8, "dcmcjpeg +eb +n1 IN OUT"),
            lossy(".4.50", 8, "dcmcjpeg +eb +cr IN OUT"),
            lossy(".4.51", 12, "dcmcjpeg +ee IN OUT"),
            lossy(".4.51", 12, "dcmcjpeg +ee +s4 IN OUT"),
            lossy(".4.51", 12, "dcmcjpeg +ee +cr IN OUT"),
            lossy(".4.51", 12, "dcmcjpeg +ee +n1 IN OUT"),
            lossless(".4.57", "dcmcjpeg +el IN OUT"),
            lossless(".4.57", "dcmcjpeg +el +sv 7 IN OUT"),
            lossless(".4.70", "dcmcjpeg +e1 IN OUT"),
            lossless(".4.70", "gdcmconv --jpeg IN OUT"),
            lossless(".4.80", "dcmcjpls +el +il IN OUT"),
            lossless(".4.80", "dcmcjpls +el +is IN OUT"),
            lossless(".4.80", "dcmcjpls +el +in IN OUT"),
            lossy(".4.81", 16, "dcmcjpls +en +il IN OUT"),
            lossy(".4.81", 16, "dcmcjpls +en +is IN OUT"),
            lossless(".4.90", "gdcmconv --j2k IN OUT"),
            frames(".4.90", Kind.LOSSLESS, "YBR_RCT", "opj_compress -i FRAME.rawl -F GEOMETRY -o OUT.j2k"),
            frames(".4.90", Kind.LOSSLESS, "YBR_RCT", "opj_compress -i FRAME.rawl -F GEOMETRY -o OUT.jp2"),
            frames(".4.90", Kind.LOSSLESS, "RGB", "opj_compress -mct 0 -i FRAME.rawl -F GEOMETRY -o OUT.j2k"),
            frames(".4.91", Kind.LOSSY, "YBR_ICT", "opj_compress -I -q 50 -i FRAME.rawl -F GEOMETRY -o OUT.j2k"),
            frames(
                    ".4.110",
                    Kind.LOSSLESS,
                    "RGB",
                    "ffmpeg -loglevel error -f rawvideo -pixel_format FORMAT -video_size SIZE -i FRAME.raw -c:v libjxl"
                            + " -distance 0 OUT.jxl"));

    private static PixelConversion uncompressed(String syntaxEnd, String command) {
        return new PixelConversion(syntaxEnd, Kind.UNCOMPRESSED, 16, "", List.of(command.split(" ")));
    }

    private static PixelConversion lossless(String syntaxEnd, String command) {
        return new PixelConversion(syntaxEnd, Kind.LOSSLESS, 16, "", List.of(command.split(" ")));
    }

    private static PixelConversion lossy(String syntaxEnd, int mostBits, String command) {
        return new PixelConversion(syntaxEnd, Kind.LOSSY, mostBits, "", List.of(command.split(" ")));
    }

    private static PixelConversion frames(String syntaxEnd, Kind kind, String colour, String command) {
        return new PixelConversion(syntaxEnd, kind, 16, colour, List.of(command.split(" ")));
    }

    /** A tool of the table that cannot be started. */
    static Optional<String> missingTool() {
        return ALL.stream()
                .map(conversion -> conversion.command().getFirst())
                .distinct()
                .filter(tool -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool))))
                .findFirst();
    }

    TransferSyntax syntax() {
        return TransferSyntax.of(ARC + syntaxEnd);
    }

    /** Why the standard does not have the picture in this syntax; empty if it has. */
    Optional<String> forbidden(TestPicture picture) {
        if (kind != Kind.UNCOMPRESSED && picture.photometric().equals("YBR_FULL_422")) {
            return Optional.of("subsampled samples are not compressed again");
        }
        if (kind == Kind.LOSSY && picture.paletteBits() > 0) {
            return Optional.of("indices into a palette are never compressed with loss");
        }
        if (picture.photometric().equals("YBR_FULL") && colour.startsWith("YBR")) {
            return Optional.of("what is transformed already is not transformed again");
        }
        if (syntaxEnd.equals(".4.110")
                && (picture.signed() || picture.photometric().equals("YBR_FULL"))) {
            return Optional.of("JPEG XL has neither signs nor, without recompression, YCbCr");
        }
        return picture.stored() > mostBits
                ? Optional.of("the syntax holds " + mostBits + " bits per sample")
                : Optional.empty();
    }

    /** Whether the samples in the file are not those of the picture, so that only the judges can say what they are. */
    boolean changesSamples(TestPicture picture) {
        boolean mixesPlanesUp = command.getFirst().equals("dcmcjpeg") && picture.planar();
        return kind == Kind.LOSSY || mixesPlanesUp;
    }

    /** Makes the file; the tool's answer where it does not. */
    Optional<String> convert(TestPicture picture, Path plain, Path converted) throws IOException {
        try {
            if (colour.isEmpty()) {
                Reference.run(filled(picture, plain, converted));
            } else {
                encodeFrames(picture, converted);
            }
        } catch (UncheckedIOException e) {
            return Optional.of(e.getCause()
                    .getMessage()
                    .replaceFirst("^.*failed: ", "")
                    .replaceFirst("/.*", "")
                    .strip());
        }
        TransferSyntax written = DataSetReader.read(converted).transferSyntax();
        return written.equals(syntax()) ? Optional.empty() : Optional.of("it wrote " + written.name());
    }

    private void encodeFrames(TestPicture picture, Path converted) throws IOException {
        List<byte[]> codestreams = new ArrayList<>();
        for (int f = 0; f < TestPicture.FRAMES; f++) {
            String output = command.getLast();
            Path samples = Path.of(converted + output.substring(output.indexOf('.')) + f);
            boolean byPlane = command.getFirst().startsWith("opj");
            Path raw = Files.write(Path.of(samples + (byPlane ? ".rawl" : ".raw")), picture.frame(f, byPlane));
            Path codestream = Path.of(samples + output.substring(output.indexOf('.')));
            Reference.run(filled(picture, samples, samples));
            codestreams.add(Files.readAllBytes(codestream));
            Files.delete(raw);
        }
        String interpretation = picture.photometric().equals("RGB") ? colour : picture.photometric();
        DataSetWriter.writeFile(
                converted, picture.header(interpretation), syntax(), new PixelContent.Frames(codestreams));
    }

    private List<String> filled(TestPicture picture, Path in, Path out) {
        String geometry = "%d,%d,%d,%d,%s"
                .formatted(
                        TestPicture.WIDTH,
                        TestPicture.HEIGHT,
                        picture.components(),
                        picture.stored(),
                        picture.signed() ? "s" : "u");
        String depth = picture.allocated() > Byte.SIZE ? "16le" : "";
        String format = picture.components() == 1 ? "gray" + depth : depth.isEmpty() ? "rgb24" : "rgb48le";
        return command.stream()
                .map(word -> word.replace("GEOMETRY", geometry)
                        .replace("FORMAT", format)
                        .replace("SIZE", TestPicture.WIDTH + "x" + TestPicture.HEIGHT))
                .map(word -> word.equals("IN") ? in.toString() : word.equals("OUT") ? out.toString() : word)
                .map(word -> word.replaceFirst("^FRAME\\.", in + ".").replaceFirst("^OUT\\.", out + "."))
                .toList();
    }

    @Override
    public String toString() {
        return syntaxEnd + " by " + String.join(" ", command);
    }
}
