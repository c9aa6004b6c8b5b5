package org.echoscribe.study.saliency;

import java.io.IOException;
import java.nio.file.Path;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.phantom.GroundTruth.PointTrack;
import org.echoscribe.phantom.GroundTruth.ValveTrack;

/**
 * Where a valve of a synthetic loop moves, on a saliency map: every pixel that is no farther from the triangle of its
 * annulus' middle and its leaflets' tips, at any time, than a margin.
 */
final class ValveRegion {

    private static final int FRAMES = 41;

    private final DecodedLoop loop;
    private final int originX;
    private final int originY;
    private final int size;

    ValveRegion(Path file, DecodedLoop loop, int size) throws IOException {
        this.loop = loop;
        this.size = size;
        Attributes region = DataSetReader.readHeader(file, Tag.PixelData)
                .dataSet()
                .items(Tag.SequenceOfUltrasoundRegions)
                .getFirst();
        this.originX = region.integer(Tag.RegionLocationMinX0).orElseThrow();
        this.originY = region.integer(Tag.RegionLocationMinY0).orElseThrow();
    }

    /** @param margin share of the picture's side */
    boolean[] of(ValveTrack valve, double margin) {
        boolean[] marked = new boolean[size * size];
        int frames = Math.min(FRAMES, valve.opening().length);
        for (int frame = 0; frame < frames; frame++) {
            double[] centre = place(valve.centre(), frame);
            for (PointTrack tip : valve.tips()) {
                double[] end = place(tip, frame);
                for (int i = 0; i < marked.length; i++) {
                    marked[i] |= distance(i % size + 0.5, i / size + 0.5, centre, end) <= margin * size;
                }
            }
        }
        return marked;
    }

    /** Pixels where any decoded frame is not black: the fan. */
    boolean[] fan() {
        boolean[] marked = new boolean[size * size];
        for (byte[] frame : loop.rgbFrames()) {
            for (int y = 0; y < loop.height(); y++) {
                for (int x = 0; x < loop.width(); x++) {
                    if (frame[3 * (y * loop.width() + x) + 1] != 0) {
                        marked[y * size / loop.height() * size + x * size / loop.width()] = true;
                    }
                }
            }
        }
        return marked;
    }

    private double[] place(PointTrack track, int frame) {
        int side = loop.width();
        double x = originX
                + track.x()[frame]
                - loop.crop().x()
                + (side - loop.crop().width()) / 2.0;
        double y = originY
                + track.y()[frame]
                - loop.crop().y()
                + (side - loop.crop().height()) / 2.0;
        return new double[] {x * size / side, y * size / side};
    }

    private static double distance(double x, double y, double[] from, double[] to) {
        double alongX = to[0] - from[0];
        double alongY = to[1] - from[1];
        double length = alongX * alongX + alongY * alongY;
        double share = length == 0 ? 0 : Math.clamp(((x - from[0]) * alongX + (y - from[1]) * alongY) / length, 0, 1);
        return Math.hypot(x - from[0] - share * alongX, y - from[1] - share * alongY);
    }
}
