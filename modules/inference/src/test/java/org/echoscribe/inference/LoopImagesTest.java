package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class LoopImagesTest {

    /** Two frames of three channels, one row of two pixels; a value says frame, channel and pixel. */
    private static final FloatBuffer LOOP =
            FloatBuffer.wrap(new float[] {0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121});

    @Test
    void aClipHasEachChannelsFramesSideBySide() {
        LoopImages clip = LoopImages.clip(2, 3, 1, 2);
        FloatBuffer target = FloatBuffer.allocate(13);
        clip.copy(LOOP, 0, target, 1);
        assertThat(target.array()).containsExactly(0, 0, 1, 100, 101, 10, 11, 110, 111, 20, 21, 120, 121);
        assertThat(clip.count()).isEqualTo(1);
        assertThat(clip.loopShape()).containsExactly(2, 3, 1, 2);
        assertThat(clip.batchShape(4)).containsExactly(4, 3, 2, 1, 2);
    }

    @Test
    void imagesOneByOneStayAsTheyLie() {
        LoopImages images = LoopImages.oneByOne(2, 3, 1, 2);
        FloatBuffer target = FloatBuffer.allocate(6);
        images.copy(LOOP, 1, target, 0);
        assertThat(target.array()).containsExactly(100, 101, 110, 111, 120, 121);
        assertThat(images.count()).isEqualTo(2);
        assertThat(images.batchShape(Graph.ANY)).containsExactly(-1, 3, 1, 2);
    }

    @Test
    void aClipTakesTheMemoryOfItsFrames() {
        assertThat(LoopImages.clip(20, 3, 9, 9).perRun(64)).isEqualTo(3);
        assertThat(LoopImages.clip(20, 3, 9, 9).perRun(4)).isEqualTo(1);
        assertThat(LoopImages.oneByOne(20, 3, 9, 9).perRun(4)).isEqualTo(4);
    }
}
