package org.echoscribe.imaging.decode;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The largest connected area in which most pixels are active.
 *
 * @param width columns of the picture
 * @param pixels how many pixels the area covers
 * @param members -1 for each active pixel in or just beside the area, else 0, row-major
 */
record CoherentArea(int width, long pixels, byte[] members) {
    static final CoherentArea EMPTY = new CoherentArea(0, 0, new byte[0]);

    /**
     * Finds it.
     *
     * @param radius how far around a pixel its neighbours reach
     * @param percent how many of 100 neighbours must be active
     */
    static CoherentArea largest(Activity activity, int radius, int percent) {
        int diameter = 2 * radius + 1;
        byte[] members = new byte[activity.active().length];
        try (PointerScope scope = new PointerScope()) {
            Mat active = new Mat(activity.height(), activity.width(), CV_8UC1, new BytePointer(activity.active()));
            Mat neighbours = new Mat();
            Size window = new Size(diameter, diameter);
            boxFilter(active, neighbours, CV_32S, window, new Point(-1, -1), false, BORDER_REPLICATE);
            Mat dense = new Mat(
                    activity.height(),
                    activity.width(),
                    CV_8UC1,
                    new BytePointer(dense(neighbours, diameter, percent)));
            Mat labels = new Mat();
            Mat stats = new Mat();
            int count = connectedComponentsWithStats(dense, labels, stats, new Mat(), 8, CV_32S);
            int best = 0;
            int bestArea = 0;
            for (int label = 1; label < count; label++) {
                int area = new IntPointer(stats.ptr(label, CC_STAT_AREA)).get();
                if (area > bestArea) {
                    best = label;
                    bestArea = area;
                }
            }
            if (best == 0) {
                return EMPTY;
            }
            Mat near = new Mat(activity.height(), activity.width(), CV_8UC1, new BytePointer(only(labels, best)));
            dilate(near, near, Mat.ones(diameter, diameter, CV_8UC1).asMat());
            near.data().get(members);
            for (int i = 0; i < members.length; i++) {
                members[i] = (byte) (members[i] & -activity.active()[i]);
            }
            return new CoherentArea(activity.width(), bestArea, members);
        }
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

    private static byte[] dense(Mat neighbours, int diameter, int percent) {
        int[] counts = new int[neighbours.rows() * neighbours.cols()];
        new IntPointer(neighbours.data()).get(counts);
        byte[] dense = new byte[counts.length];
        for (int i = 0; i < counts.length; i++) {
            dense[i] = (byte) (counts[i] * 100 >= percent * diameter * diameter ? 255 : 0);
        }
        return dense;
    }

    private static byte[] only(Mat labels, int label) {
        int[] all = new int[labels.rows() * labels.cols()];
        new IntPointer(labels.data()).get(all);
        byte[] only = new byte[all.length];
        for (int i = 0; i < all.length; i++) {
            only[i] = (byte) (all[i] == label ? 255 : 0);
        }
        return only;
    }
}
