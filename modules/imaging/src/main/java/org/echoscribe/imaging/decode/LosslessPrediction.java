package org.echoscribe.imaging.decode;

/**
 * The predictors of lossless JPEG (ITU-T T.81 table H.1): each sample is its difference from what its neighbours to the left,
 * above and above to the left predict. All arithmetic is modulo 65536.
 */
final class LosslessPrediction {
    private static final int LEFT = 1;
    private static final int MOST = 7;

    private final int predictor;
    private final int start;

    /**
     * @param predictor 1 to 7
     * @param start what predicts the first sample of all
     */
    LosslessPrediction(int predictor, int start) throws UndecodableException {
        if (predictor < LEFT || predictor > MOST) {
            throw new UndecodableException("its JPEG codestream asks for predictor " + predictor
                    + ", which only the hierarchical process has; it is not decodable by this version");
        }
        this.predictor = predictor;
        this.start = start;
    }

    /** Turns the differences of the first line, or of the first behind a restart marker, into samples. */
    void firstLine(char[] plane, int from, int width) {
        plane[from] += (char) start;
        for (int i = from + 1; i < from + width; i++) {
            plane[i] += plane[i - 1];
        }
    }

    /** Turns the differences of another line into samples. */
    void line(char[] plane, int from, int width) {
        plane[from] += plane[from - width];
        for (int i = from + 1; i < from + width; i++) {
            plane[i] += (char) predicted(plane[i - 1], plane[i - width], plane[i - width - 1]);
        }
    }

    private int predicted(int left, int above, int aboveLeft) {
        return switch (predictor) {
            case LEFT -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            default -> (left + above) >> 1;
        };
    }
}
