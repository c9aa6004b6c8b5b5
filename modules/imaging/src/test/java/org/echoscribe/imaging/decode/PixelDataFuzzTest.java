package org.echoscribe.imaging.decode;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;

/** Whatever the pixel data holds, decoding it ends in a result. */
class PixelDataFuzzTest {
    private static final int SIDE = 16;
    private static final List<TransferSyntax> SYNTAXES = List.of(
            TransferSyntax.JpegBaseline8Bit,
            TransferSyntax.Mpeg2MainProfileMainLevel,
            TransferSyntax.Mpeg4HighProfileLevel41,
            TransferSyntax.HevcMainProfileLevel51,
            TransferSyntax.RleLossless);
    private static final DecodeLimits LIMITS = new DecodeLimits(256, 256, 1 << 16, 64, 8 << 20);

    @FuzzTest(maxDuration = "20s")
    void runLengthFramesEndInAResult(FuzzedDataProvider data) throws IOException {
        int samples = data.consumeBoolean() ? 3 : 1;
        TestObject object = new TestObject(SIDE, SIDE, samples == 3 ? "RGB" : "MONOCHROME2")
                .bits(data.consumeBoolean() ? 16 : 8, 8, 7)
                .syntax(TransferSyntax.RleLossless);
        decode(object, data);
    }

    @FuzzTest(maxDuration = "20s")
    void codestreamsAndOffsetTablesEndInAResult(FuzzedDataProvider data) throws IOException {
        decode(new TestObject(SIDE, SIDE, "RGB").syntax(TransferSyntax.JpegBaseline8Bit), data);
    }

    /** Seeded with whole codestreams: what the native libraries are given is past every check in Java. */
    @FuzzTest(maxDuration = "20s")
    void codestreamsOfEverySyntaxEndInAResult(byte[] data) throws IOException {
        if (data.length < 2) {
            return;
        }
        TestObject object = new TestObject(SIDE, SIDE, (data[0] & 0x80) == 0 ? "RGB" : "MONOCHROME2")
                .syntax(SYNTAXES.get((data[0] & 0x7F) % SYNTAXES.size()));
        byte[] codestream = Arrays.copyOfRange(data, 1, data.length);
        object.fragments(List.of(), Collections.nCopies(10, codestream)).frames(10);
        new DecodeLoop(LIMITS, Runnable::run).decode(object.file(), TestObject.paper());
    }

    @FuzzTest(maxDuration = "20s")
    void palettesAndLayoutsEndInAResult(FuzzedDataProvider data) throws IOException {
        TestObject object = new TestObject(data.consumeInt(0, 300), data.consumeInt(0, 300), "PALETTE COLOR")
                .bits(data.consumeInt(0, 32), data.consumeInt(0, 32), data.consumeInt(0, 32));
        int[] descriptor = data.consumeInts(3);
        for (int c = 0; c < 3; c++) {
            object.integer(Tag.RedPaletteColorLookupTableDescriptor + c, masked(descriptor));
            int tag = data.consumeBoolean()
                    ? Tag.RedPaletteColorLookupTableData
                    : Tag.SegmentedRedPaletteColorLookupTableData;
            byte[] table = data.consumeBytes(600);
            object.bytes(tag + c, Vr.OW, table.length % 2 == 0 ? table : new byte[0]);
        }
        object.uncompressed(Vr.OB, data.consumeRemainingAsBytes()).frames(2);
        new DecodeLoop(LIMITS, Runnable::run).decode(object.file(), TestObject.paper());
    }

    private static void decode(TestObject object, FuzzedDataProvider data) throws IOException {
        object.frames(data.consumeInt(-1, 12));
        List<Long> offsets = new ArrayList<>();
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            offsets.add(data.consumeLong(0, 400));
        }
        List<byte[]> fragments = new ArrayList<>();
        for (int i = data.consumeInt(0, 12); i > 0; i--) {
            fragments.add(data.consumeBytes(200));
        }
        fragments.add(data.consumeRemainingAsBytes());
        object.fragments(offsets, fragments);
        new DecodeLoop(LIMITS, Runnable::run).decode(object.file(), TestObject.paper());
    }

    private static int[] masked(int[] values) {
        int[] masked = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            masked[i] = values[i] & 0xFFFF;
        }
        return masked;
    }
}
