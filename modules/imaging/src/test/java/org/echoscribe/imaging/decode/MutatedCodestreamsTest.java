package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native decoders meet damaged codestreams: the outcome is a frame of the declared size or a refusal, never a crash. */
class MutatedCodestreamsTest {
    private static final int MUTATIONS = 150;
    private static final DecodeLimits LIMITS = new DecodeLimits(2048, 2048, 2 << 20, 100, 64 << 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/sonosite-turbo-a4c-30f.dcm",
                "data/ge-logiq700-still-j2k-rct.dcm",
                "data/philips-epiq7c-ascao-still-jpegll.dcm",
                "data/acuson-sequoia-thyroid-still-rle-ybrfull.dcm"
            })
    void damagedFramesAreDecodedOrRefused(String name) throws Exception {
        Optional<String> problem = FfmpegLibrary.problem();
        assumeTrue(problem.isEmpty(), () -> "skipped: " + problem.orElse(""));
        DicomFile file = DataSetReader.read(Shared.path(name));
        try (ByteAccess source = file.openSource()) {
            SeparateFrames frames =
                    (SeparateFrames) LocateObjectFrames.locate(file, source, LIMITS, FfmpegLibrary::problem);
            byte[] whole = frames.stored().read(source, 0);
            Random random = new Random(42);
            int refused = 0;
            for (int i = 0; i < MUTATIONS; i++) {
                refused += decodes(frames.decoder(), damaged(whole, random)) ? 0 : 1;
            }
            assertThat(refused).isBetween(1, MUTATIONS);
        }
    }

    private static boolean decodes(FrameDecoder decoder, byte[] codestream) throws IOException {
        try {
            RgbFrame frame = decoder.decode(codestream);
            assertThat(frame.rgb()).hasSize(3 * frame.width() * frame.height());
            return true;
        } catch (UndecodableException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    /** Some bytes changed, mostly near the start where headers are, or the middle cut out. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int within = random.nextBoolean() ? Math.min(200, damaged.length) : damaged.length;
            damaged[random.nextInt(within)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            int cut = damaged.length / 4;
            System.arraycopy(damaged, damaged.length - cut, damaged, cut, cut);
            return Arrays.copyOf(damaged, 2 * cut);
        }
        return damaged;
    }
}
