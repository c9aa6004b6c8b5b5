package org.echoscribe.phantom.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.rendering.LoopRenderer.Raster;
import org.echoscribe.phantom.rendering.ScanConverter;
import org.echoscribe.phantom.rendering.Sector;
import org.echoscribe.phantom.screen.ScreenLayout.Region;
import org.junit.jupiter.api.Test;

class DrawScreenTest {

    private static final int[] MARK = {255, 0, 255};

    @Test
    void theFanLiesInsideItsRegionAndTheRegionOnTheScreen() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ScreenLayout layout = ScreenLayout.draw(seed % 5 == 0, random);
            Region region = layout.regionOf(sector(random));
            assertThat(region.x()).isNotNegative();
            assertThat(region.y()).isGreaterThanOrEqualTo(layout.headerRows());
            assertThat(region.x() + region.raster().width()).isLessThanOrEqualTo(layout.width());
            assertThat(region.y() + region.raster().height()).isLessThanOrEqualTo(layout.height());
        }
    }

    @Test
    void textScaleAndEcgAreNeverDrawnOverTheFanNorTheFanBeyondItself() {
        for (int seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ScreenLayout layout = ScreenLayout.draw(seed % 3 == 0, random);
            Sector sector = sector(random);
            Region region = layout.regionOf(sector);
            Raster raster = region.raster();
            byte[] marked = new byte[3 * raster.width() * raster.height()];
            for (int i = 0; i < marked.length; i++) {
                marked[i] = (byte) MARK[i % 3];
            }
            int[] fan = ScanConverter.fanPixels(sector, raster);
            CardiacCycle cycle = new CardiacCycle(70, 0.05, 0, 2, random);
            DrawScreen screen = new DrawScreen(
                    layout, region, sector, "SYNTHETIC  SYN-0001", List.of("50 FPS", "2D"), seed % 2 == 0);
            List<byte[]> pictures = screen.pictures(List.of(marked, marked), fan, cycle, 0.02, random);
            Set<Integer> expected = new HashSet<>();
            for (int pixel : fan) {
                expected.add(
                        (region.y() + pixel / raster.width()) * layout.width() + region.x() + pixel % raster.width());
            }
            for (byte[] picture : pictures) {
                assertThat(markedPixels(picture)).isEqualTo(expected);
            }
        }
    }

    private static Set<Integer> markedPixels(byte[] picture) {
        Set<Integer> found = new HashSet<>();
        for (int pixel = 0; pixel < picture.length / 3; pixel++) {
            if ((picture[3 * pixel] & 0xff) == 255
                    && picture[3 * pixel + 1] == 0
                    && (picture[3 * pixel + 2] & 0xff) == 255) {
                found.add(pixel);
            }
        }
        return found;
    }

    @Test
    void theEcgMovesFromFrameToFrameAndItsDelayHidesThePhase() {
        ScreenLayout layout = ScreenLayout.draw(false, new SplittableRandom(9));
        Sector sector = new Sector(Math.toRadians(40), 14, 0.2);
        Region region = layout.regionOf(sector);
        CardiacCycle cycle = new CardiacCycle(70, 0.02, 0, 2, new SplittableRandom(9));
        DrawScreen screen = new DrawScreen(layout, region, sector, "SYNTHETIC", List.of(), false);
        byte[] black = new byte[3 * region.raster().width() * region.raster().height()];
        List<byte[]> firsts = new ArrayList<>();
        int moving = 0;
        for (int seed = 0; seed < 6; seed++) {
            List<byte[]> pictures =
                    screen.pictures(List.of(black, black), new int[0], cycle, 0.04, new SplittableRandom(seed));
            firsts.add(pictures.getFirst());
            moving += Arrays.equals(pictures.get(0), pictures.get(1)) ? 0 : 1;
        }
        assertThat(moving).as("traces that moved; some loops have none").isGreaterThanOrEqualTo(3);
        assertThat(firsts).as("same rhythm, other delay").doesNotHaveDuplicates();
    }

    private static Sector sector(SplittableRandom random) {
        return new Sector(Math.toRadians(30 + 20 * random.nextDouble()), 8 + 10 * random.nextDouble(), 0.2);
    }
}
