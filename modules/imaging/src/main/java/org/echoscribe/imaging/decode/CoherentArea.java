package org.echoscribe.imaging.decode;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_MAX;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A connected area in which many pixels are active.
 *
 * @param bounds its bounding box in the picture
 * @param pixels how many pixels the area covers
 * @param width columns of the picture
 * @param members -1 for each active pixel in the area, else 0, row-major
 */
record CoherentArea(Rectangle bounds, long pixels, int width, byte[] members) {

    /**
     * Finds all areas, the largest first.
     *
     * @param radius how far around a pixel its neighbours reach
     * @param percent how many of 100 neighbours must be active
     * @param leastPixels smaller areas are left out
     */
    static List<CoherentArea> all(Activity activity, int radius, int percent, long leastPixels) {
        int diameter = 2 * radius + 1;
        List<CoherentArea> areas = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            Mat active = new Mat(activity.height(), activity.width(), CV_8UC1, new BytePointer(activity.active()));
            Mat neighbours = new Mat();
            Size window = new Size(diameter, diameter);
            boxFilter(active, neighbours, CV_32S, window, new Point(-1, -1), false, BORDER_REPLICATE);
            byte[] manyNeighbours = dense(ints(neighbours), diameter, percent);
            Mat dense = new Mat(activity.height(), activity.width(), CV_8UC1, new BytePointer(manyNeighbours));
            Mat labels = new Mat();
            Mat stats = new Mat();
            int count = connectedComponentsWithStats(dense, labels, stats, new Mat(), 8, CV_32S);
            int[] labelled = ints(labels);
            int[] statistics = ints(stats);
            for (int label = 1; label < count; label++) {
                int[] stat = Arrays.copyOfRange(statistics, label * CC_STAT_MAX, (label + 1) * CC_STAT_MAX);
                if (stat[CC_STAT_AREA] >= leastPixels) {
                    Rectangle bounds = new Rectangle(
                            stat[CC_STAT_LEFT], stat[CC_STAT_TOP], stat[CC_STAT_WIDTH], stat[CC_STAT_HEIGHT]);
                    byte[] members = members(activity, labelled, label);
                    areas.add(new CoherentArea(bounds, stat[CC_STAT_AREA], activity.width(), members));
                }
            }
        }
        areas.sort(Comparator.comparingLong(CoherentArea::pixels).reversed());
        return areas;
    }

    /** A neighbourhood at a straight edge or right angle is still dense, so that nothing active is lost there. */
    private static byte[] members(Activity activity, int[] labelled, int label) {
        byte[] members = new byte[labelled.length];
        for (int i = 0; i < labelled.length; i++) {
            members[i] = (byte) (labelled[i] == label ? -activity.active()[i] : 0);
        }
        return members;
    }

    /** The leftmost and rightmost member of each row, as x, y pairs: their convex hull is that of all members. */
    int[] outline() {
        int height = members.length / width;
        int[] points = new int[4 * height];
        int used = 0;
        for (int y = 0; y < height; y++) {
            int first = y * width;
            int left = 0;
            while (left < width && members[first + left] == 0) {
                left++;
            }
            if (left < width) {
                int right = width - 1;
                while (members[first + right] == 0) {
                    right--;
                }
                points[used++] = left;
                points[used++] = y;
                points[used++] = right;
                points[used++] = y;
            }
        }
        return Arrays.copyOf(points, used);
    }

    private static byte[] dense(int[] neighbours, int diameter, int percent) {
        byte[] dense = new byte[neighbours.length];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (byte) (neighbours[i] * 100 >= percent * diameter * diameter ? -1 : 0);
        }
        return dense;
    }

    private static int[] ints(Mat mat) {
        int[] values = new int[mat.rows() * mat.cols()];
        new IntPointer(mat.data()).get(values);
        return values;
    }
}
