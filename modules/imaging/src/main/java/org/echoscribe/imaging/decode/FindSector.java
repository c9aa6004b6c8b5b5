package org.echoscribe.imaging.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

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
    private static final int COHERENT_PERCENT = 20;
    /** The width of the picture divided by this is how far "around" reaches. */
    private static final int NEIGHBOURHOODS_PER_PICTURE = 80;
    /** A smaller part of the picture than this, in percent, is no sector. */
    private static final double LEAST_AREA_PERCENT = 2;
    /** A smaller part of the largest area than this, in percent, is no near field. */
    private static final double LEAST_NEAR_FIELD_PERCENT = 1;
    /** The near field makes the hull larger by no more than this, in percent. */
    private static final double MOST_GROWTH_PERCENT = 25;

    private FindSector() {}

    /**
     * The sector, or nothing where nothing coherent moves.
     *
     * @param frames at least two, all of one size
     * @param regions what the header claims
     * @param executor lends threads
     */
    static Optional<Sector> in(List<RgbFrame> frames, List<UltrasoundRegion> regions, Executor executor) {
        Activity activity = Activity.of(frames, executor);
        List<CoherentArea> best = List.of();
        Rectangle place = activity.picture();
        for (Rectangle candidate : candidates(activity, regions)) {
            List<CoherentArea> areas = withoutStrips(frames, areas(activity.within(candidate)));
            if (!areas.isEmpty()
                    && (best.isEmpty()
                            || areas.getFirst().pixels() > best.getFirst().pixels())) {
                best = areas;
                place = candidate;
            }
        }
        if (best.isEmpty()
                || best.getFirst().pixels() * 100.0
                        < LEAST_AREA_PERCENT * activity.picture().area()) {
            return Optional.empty();
        }
        ConvexHull hull = withNearField(best);
        return Optional.of(crop(hull.fill(activity.width(), activity.height()), activity.width(), place));
    }

    private static List<CoherentArea> areas(Activity activity) {
        long least = (long) (activity.picture().area() * LEAST_AREA_PERCENT * LEAST_NEAR_FIELD_PERCENT / 10_000);
        return CoherentArea.all(activity, radius(activity.picture()), COHERENT_PERCENT, least);
    }

    /** The areas from the first on that is no strip of M-mode or spectral Doppler. */
    private static List<CoherentArea> withoutStrips(List<RgbFrame> frames, List<CoherentArea> areas) {
        int strips = 0;
        while (strips < areas.size()
                && MovingStrip.scrolls(frames, areas.get(strips).bounds())) {
            strips++;
        }
        return areas.subList(strips, areas.size());
    }

    /** Whether something of the size of a picture moves that is a strip of M-mode or spectral Doppler. */
    static boolean isStrip(List<RgbFrame> frames, Executor executor) {
        List<CoherentArea> areas = areas(Activity.of(frames, executor));
        return !areas.isEmpty() && MovingStrip.scrolls(frames, areas.getFirst().bounds()) || MovingStrip.sweeps(frames);
    }

    /** The largest area's hull, widened to smaller areas above it that an echo-free band cut off from the same fan. */
    private static ConvexHull withNearField(List<CoherentArea> areas) {
        CoherentArea largest = areas.getFirst();
        ConvexHull hull = ConvexHull.of(largest.outline());
        double most = hull.area() * (1 + MOST_GROWTH_PERCENT / 100);
        for (CoherentArea area : areas.subList(1, areas.size())) {
            Rectangle bounds = area.bounds();
            boolean above =
                    bounds.endY() <= largest.bounds().y() + largest.bounds().height() / 2
                            && bounds.x() >= largest.bounds().x()
                            && bounds.endX() <= largest.bounds().endX();
            if (above && area.pixels() * 100.0 >= LEAST_NEAR_FIELD_PERCENT * largest.pixels()) {
                ConvexHull wider = hull.and(area.outline());
                hull = wider.area() <= most ? wider : hull;
            }
        }
        return hull;
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

    /** What of the filled hull lies inside a rectangle of the picture. */
    private static Sector crop(byte[] filled, int width, Rectangle place) {
        int[] firsts = new int[place.height()];
        int[] ends = new int[place.height()];
        int minX = Integer.MAX_VALUE;
        int endX = 0;
        int minY = Integer.MAX_VALUE;
        int endY = 0;
        for (int y = 0; y < place.height(); y++) {
            int row = (place.y() + y) * width;
            int first = place.x();
            int end = place.endX();
            while (first < end && filled[row + first] == 0) {
                first++;
            }
            while (end > first && filled[row + end - 1] == 0) {
                end--;
            }
            firsts[y] = first;
            ends[y] = end;
            if (first < end) {
                minX = Math.min(minX, first);
                endX = Math.max(endX, end);
                minY = Math.min(minY, y);
                endY = y + 1;
            }
        }
        Rectangle bounds = new Rectangle(minX, place.y() + minY, endX - minX, endY - minY);
        return new Sector(bounds, Arrays.copyOfRange(firsts, minY, endY), Arrays.copyOfRange(ends, minY, endY));
    }
}
