package org.echoscribe.imaging.decode;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.contourArea;
import static org.bytedeco.opencv.global.opencv_imgproc.convexHull;
import static org.bytedeco.opencv.global.opencv_imgproc.fillConvexPoly;

import java.util.Arrays;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The convex hull of pixels.
 *
 * @param corners x, y pairs around the hull
 * @param area in pixels
 */
record ConvexHull(int[] corners, double area) {

    /** @param points x, y pairs */
    static ConvexHull of(int[] points) {
        try (PointerScope scope = new PointerScope()) {
            Mat corners = new Mat();
            convexHull(new Mat(points.length / 2, 1, CV_32SC2, new IntPointer(points)), corners);
            int[] coordinates = new int[2 * corners.rows()];
            new IntPointer(corners.data()).get(coordinates);
            return new ConvexHull(coordinates, contourArea(corners));
        }
    }

    /** The hull of this and further points. */
    ConvexHull and(int[] points) {
        int[] all = Arrays.copyOf(corners, corners.length + points.length);
        System.arraycopy(points, 0, all, corners.length, points.length);
        return of(all);
    }

    /** A picture of its inside: -1 for each pixel within or on its edge, else 0, row-major. */
    byte[] fill(int width, int height) {
        byte[] filled = new byte[width * height];
        try (PointerScope scope = new PointerScope()) {
            Mat mask = Mat.zeros(height, width, CV_8UC1).asMat();
            Mat polygon = new Mat(corners.length / 2, 1, CV_32SC2, new IntPointer(corners));
            fillConvexPoly(mask, polygon, Scalar.all(255));
            mask.data().get(filled);
        }
        return filled;
    }
}
