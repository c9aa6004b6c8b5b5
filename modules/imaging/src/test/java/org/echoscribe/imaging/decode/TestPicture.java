package org.echoscribe.imaging.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;

/**
 * A drawn loop of two small frames in one of the layouts of the Image Pixel Module: waves with a checkered corner, black at
 * its first sample.
 *
 * @param photometric interpretation
 * @param allocated bits
 * @param stored bits
 * @param signed whether samples are two's complement
 * @param planar whether each component is a plane of its own
 * @param paletteBits of the entries of its palette, 0 where it has none
 */
record TestPicture(String photometric, int allocated, int stored, boolean signed, boolean planar, int paletteBits) {
    static final int WIDTH = 52;
    static final int HEIGHT = 34;
    static final int FRAMES = 2;

    private static final int LARGEST_INDEX = 0xFFF;

    static TestPicture unsigned(String photometric, int allocated, int stored) {
        return new TestPicture(photometric, allocated, stored, false, false, 0);
    }

    static TestPicture signed(int allocated, int stored) {
        return new TestPicture("MONOCHROME2", allocated, stored, true, false, 0);
    }

    static TestPicture byPlane(String photometric) {
        return new TestPicture(photometric, 8, 8, false, true, 0);
    }

    static TestPicture indices(int stored, int paletteBits) {
        return new TestPicture("PALETTE COLOR", stored, stored, false, false, paletteBits);
    }

    int components() {
        return photometric.startsWith("MONO") || paletteBits > 0 ? 1 : 3;
    }

    /** The sample as its stored bits, without those above. */
    private int bits(int frame, int component, int x, int y) {
        int most = (1 << stored) - 1;
        double wave = Math.sin((x + 3 * component + frame) / 6.0) * Math.cos((y - 2 * component) / 5.0);
        int level = x < 16 && y < 12 ? (x / 4 + y / 4) % 2 * most : (int) (most * (0.5 + 0.45 * wave));
        int unsigned = paletteBits > 0 ? Math.min(level, LARGEST_INDEX) : level;
        return signed ? unsigned ^ 1 << (stored - 1) : unsigned;
    }

    /** One frame, little endian, signed samples extended to the allocated bits. */
    byte[] frame(int frame, boolean byPlane) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int components = components();
        for (int i = 0; i < WIDTH * HEIGHT * components; i++) {
            int pixel = byPlane ? i % (WIDTH * HEIGHT) : i / components;
            put(out, bits(frame, byPlane ? i / (WIDTH * HEIGHT) : i % components, pixel % WIDTH, pixel / WIDTH));
        }
        return out.toByteArray();
    }

    /** Two pixels of a row share their colour differences (PS3.3 C.7.6.3.1.2). */
    private byte[] frame422(int frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < WIDTH * HEIGHT; i += 2) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            put(out, bits(frame, 0, x, y));
            put(out, bits(frame, 0, x + 1, y));
            put(out, bits(frame, 1, x, y));
            put(out, bits(frame, 2, x, y));
        }
        return out.toByteArray();
    }

    private void put(ByteArrayOutputStream out, int bits) {
        int sample = signed ? bits << (Integer.SIZE - stored) >> (Integer.SIZE - stored) : bits;
        out.write(sample);
        if (allocated > Byte.SIZE) {
            out.write(sample >> Byte.SIZE);
        }
    }

    /** The header of an object that holds it, whatever its transfer syntax. */
    Attributes header(String interpretation) {
        TestObject object = new TestObject(WIDTH, HEIGHT, photometric).bits(allocated, stored, stored - 1);
        if (paletteBits > 0) {
            palette(object);
        }
        Attributes header = object.file().dataSet();
        header.set(Tag.PhotometricInterpretation, Vr.CS, interpretation);
        header.set(Tag.SOPInstanceUID, Vr.UI, "2.25.1");
        header.set(Tag.NumberOfFrames, Vr.IS, Integer.toString(FRAMES));
        header.set(Tag.FrameTime, Vr.DS, "40");
        header.setIntegers(Tag.PixelRepresentation, Vr.US, signed ? 1 : 0);
        if (components() > 1) {
            header.setIntegers(Tag.PlanarConfiguration, Vr.US, planar ? 1 : 0);
        }
        return header;
    }

    /** Writes it uncompressed. */
    void write(Path file) throws IOException {
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        for (int f = 0; f < FRAMES; f++) {
            samples.writeBytes(photometric.equals("YBR_FULL_422") ? frame422(f) : frame(f, planar));
        }
        DataSetWriter.writeFile(
                file,
                header(photometric),
                TransferSyntax.ExplicitVrLittleEndian,
                PixelContent.Native.of(allocated > Byte.SIZE ? Vr.OW : Vr.OB, samples.toByteArray()));
    }

    private void palette(TestObject object) {
        int entries = 1 << Math.min(stored, 12);
        for (int c = 0; c < 3; c++) {
            ByteArrayOutputStream table = new ByteArrayOutputStream();
            for (int i = 0; i < entries; i++) {
                int entry = (int) ((0.5 + 0.5 * Math.sin(i * (c + 1) * 6.0 / entries)) * ((1 << paletteBits) - 1));
                table.write(entry);
                if (paletteBits > Byte.SIZE) {
                    table.write(entry >> Byte.SIZE);
                }
            }
            object.integer(Tag.RedPaletteColorLookupTableDescriptor + c, entries, 0, paletteBits);
            object.bytes(Tag.RedPaletteColorLookupTableData + c, Vr.OW, table.toByteArray());
        }
    }

    @Override
    public String toString() {
        return photometric + (planar ? " by plane" : "") + ", " + (signed ? "signed " : "") + stored
                + (stored < allocated ? " of " + allocated : "") + " bits"
                + (paletteBits > 0 ? ", entries of " + paletteBits : "");
    }
}
