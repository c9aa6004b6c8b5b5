package org.echoscribe.study.data;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How much training pictures are varied at random. There is no mirroring: left and right mean something in an echo.
 *
 * @param shift moved by up to this share of their side, in any direction; 0 for none
 * @param gain grey values multiplied by up to this, or divided by it; 1 for none
 * @param gamma grey values raised to powers up to this, or its inverse; 1 for none
 * @param startAnywhere whether frames and chunks of flow are taken from anywhere in the loop and not from its start: where
 *     in the heart's cycle a loop begins means nothing
 */
public record Variation(double shift, double gain, double gamma, boolean startAnywhere) {

    /** Nothing is varied: the paper mentions no augmentation. */
    public static final Variation NONE = new Variation(0, 1, 1, false);
    /** What {@code phantom-small} was trained with. */
    public static final Variation MODERATE = new Variation(1 / 16.0, 1.25, 1 / 0.75, true);

    public Variation {
        if (!(shift >= 0 && shift < 0.5 && gain >= 1 && gamma >= 1)) {
            throw new IllegalArgumentException(
                    "A variation moves by less than half a picture, and gain and gamma are 1 or" + " more: shift "
                            + shift + ", gain " + gain + ", gamma " + gamma);
        }
    }

    /** The source of chance for where a loop's frames and chunks begin: none where they begin at its start. */
    Optional<SplittableRandom> ofStarts(Optional<SplittableRandom> random) {
        return random.filter(_ -> startAnywhere);
    }

    /** Draws one picture's variation; as it is stored where there is no chance. */
    Augmentation draw(Optional<SplittableRandom> random, int pixels) {
        return random.filter(_ -> shift > 0 || gain > 1 || gamma > 1)
                .map(source -> draw(source, pixels))
                .orElse(Augmentation.NONE);
    }

    private Augmentation draw(SplittableRandom random, int pixels) {
        int most = (int) (pixels * shift);
        PreparedLoops.Shift moved =
                new PreparedLoops.Shift(random.nextInt(-most, most + 1), random.nextInt(-most, most + 1));
        return Augmentation.of(moved, ratio(random, gain), ratio(random, gamma));
    }

    /** Equally likely to multiply as to divide. */
    private static double ratio(SplittableRandom random, double greatest) {
        double share = random.nextDouble();
        return Math.exp((2 * share - 1) * Math.log(greatest));
    }

    /** For model cards and provenance. */
    public String describe() {
        if (equals(NONE)) {
            return "none, as in the paper";
        }
        return String.format(
                Locale.ROOT,
                "pictures moved by up to %.4f of their side, gain %.2f to %.2f, gamma %.2f to %.2f, %s; no mirroring",
                shift,
                1 / gain,
                gain,
                1 / gamma,
                gamma,
                startAnywhere ? "random start in the loop" : "from the loop's start");
    }
}
