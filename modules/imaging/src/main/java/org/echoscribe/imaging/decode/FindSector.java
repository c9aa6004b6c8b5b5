package org.echoscribe.imaging.decode;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.convexHull;
import static org.bytedeco.opencv.global.opencv_imgproc.fillConvexPoly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Finds the two-dimensional ultrasound picture in a loop, whatever is burned in around it.
 *
 * <p>The picture is taken to be the convex hull of the largest coherent area of {@linkplain Activity activity}: a fan is
 * convex, also where a zoom or the screen's edge cuts it, and the hull fills its quiet cavities and shadows. Static pixels
 * are never active, so burned-in text, rulers and logos cannot move the hull; an ECG trace is too thin and too rarely
 * active to be coherent. Consequently the result does not depend on any pixel outside the fan, as long as nothing else in
 * the picture moves over a larger area.
 *
 * <p>Ultrasound regions of the header narrow the search where the pixels confirm them, that is where they lie inside the
 * picture and hold at least half of its activity. Real headers also hold regions of the size of another screen.
 */
final class FindSector {
    /** Of 100 pixels around an active pixel of a coherent area, this many are active. */
    private static final int COHERENT_PERCENT = 35;
    /** The width of the picture divided by this is how far "around" reaches. */
    private static final int NEIGHBOURHOODS_PER_PICTURE = 80;
    /** A smaller part of the picture than this, in percent, is no sector. */
    private static final double LEAST_AREA_PERCENT = 2;

    private FindSector() {}

    /**
     * The sector, or nothing where nothing coherent moves.
     *
     * @param frames at least two, all of one size
     * @param regions what the header claims
     */
    static Optional<Sector> in(List<RgbFrame> frames, List<UltrasoundRegion> regions) {
        Activity activity = Activity.of(frames);
        CoherentArea best = CoherentArea.EMPTY;
        Rectangle place = activity.picture();
        for (Rectangle candidate : candidates(activity, regions)) {
            CoherentArea area =
                    CoherentArea.largest(activity.within(candidate), radius(activity.picture()), COHERENT_PERCENT);
            if (area.pixels() > best.pixels()) {
                best = area;
                place = candidate;
            }
        }
        if (best.pixels() * 100.0 < LEAST_AREA_PERCENT * activity.picture().area()) {
            return Optional.empty();
        }
        return Optional.of(hull(best, activity.width(), activity.height(), place));
    }

    private static int radius(Rectangle picture) {
        return Math.max(2, Math.min(picture.width(), picture.height()) / NEIGHBOURHOODS_PER_PICTURE);
    }

    private static List<Rectangle> candidates(Activity activity, List<UltrasoundRegion> regions) {
        Rectangle picture = activity.picture();
        List<Rectangle> confirmed = new ArrayList<>();
        long inside = 0;
        for (UltrasoundRegion region : regions) {
            Optional<Rectangle> place =
                    region.place().filter(p -> p.endX() <= picture.width() && p.endY() <= picture.height());
            if (region.isTwoDimensional() && place.isPresent()) {
                confirmed.add(place.get());
                inside += activity.count(place.get());
            }
        }
        return 2 * inside >= activity.count(picture) && inside > 0 ? confirmed : List.of(picture);
    }

    private static Sector hull(CoherentArea area, int width, int height, Rectangle place) {
        int[] outline = area.outline();
        byte[] filled = new byte[width * height];
        try (PointerScope scope = new PointerScope()) {
            Mat points = new Mat(outline.length / 2, 1, CV_32SC2, new IntPointer(outline));
            Mat corners = new Mat();
            convexHull(points, corners);
            Mat mask = Mat.zeros(height, width, CV_8UC1).asMat();
            fillConvexPoly(mask, corners, Scalar.all(255));
            mask.data().get(filled);
        }
        return crop(filled, width, place);
    }

    private static Sector crop(byte[] filled, int width, Rectangle place) {
        int minX = Integer.MAX_VALUE;
        int minY = Integer.MAX_VALUE;
        int maxX = -1;
        int maxY = -1;
        for (int y = place.y(); y < place.endY(); y++) {
            for (int x = place.x(); x < place.endX(); x++) {
                if (filled[y * width + x] != 0) {
                    minX = Math.min(minX, x);
                    maxX = Math.max(maxX, x);
                    minY = Math.min(minY, y);
                    maxY = y;
                }
            }
        }
        Rectangle bounds = new Rectangle(minX, minY, maxX - minX + 1, maxY - minY + 1);
        byte[] mask = new byte[Math.toIntExact(bounds.area())];
        for (int y = 0; y < bounds.height(); y++) {
            System.arraycopy(filled, (minY + y) * width + minX, mask, y * bounds.width(), bounds.width());
        }
        return new Sector(bounds, mask);
    }
}
