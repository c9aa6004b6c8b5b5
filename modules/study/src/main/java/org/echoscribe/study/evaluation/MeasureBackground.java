package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.decode.Rectangle;
import org.echoscribe.imaging.decode.ScreenMask;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.evaluation.ScoreLoop.Scored;

/** Carries out the {@link BackgroundTest}: blanks parts of the stored picture before the service's steps see it. */
final class MeasureBackground {

    /** JPEG smears the edge of the fan over a block of 8 pixels, 16 where colour is stored at half the resolution. */
    private static final int MARGIN_PIXELS = 16;

    private final ScoreLoop scoreLoop;
    private final ParallelLoops parallel;

    MeasureBackground(ScoreLoop scoreLoop, ParallelLoops parallel) {
        this.scoreLoop = scoreLoop;
        this.parallel = parallel;
    }

    private record Observed(Scored asItIs, Scored withoutBackground, Scored onlyBackground) {}

    BackgroundTest measure(Measured.Side side, int[] loops, int bundles, PrepareLoops.Progress progress)
            throws IOException {
        List<Callable<Observed>> work = new ArrayList<>();
        for (int loop : loops) {
            Path file = side.loops().get(loop).file();
            LoopCharacteristics characteristics = side.characteristics().get(loop);
            work.add(() -> observe(file, characteristics));
        }
        List<Observed> observed = parallel.call(work, progress);
        double[] greatest = new double[bundles];
        int[] changed = new int[bundles];
        List<int[]> said = new ArrayList<>();
        for (int bundle = 0; bundle < bundles; bundle++) {
            int[] answers = new int[loops.length];
            for (int i = 0; i < loops.length; i++) {
                Observed each = observed.get(i);
                double[] before = probabilities(each.asItIs(), bundle).orElseThrow();
                double[] after = probabilities(each.withoutBackground(), bundle).orElse(new double[before.length]);
                greatest[bundle] = Math.max(greatest[bundle], greatestDifference(before, after));
                changed[bundle] += Softmax.best(before) == Softmax.best(after) ? 0 : 1;
                answers[i] = probabilities(each.onlyBackground(), bundle)
                        .map(Softmax::best)
                        .orElse(-1);
            }
            said.add(answers);
        }
        return new BackgroundTest(loops, greatest, changed, said);
    }

    private Observed observe(Path file, LoopCharacteristics characteristics) throws IOException {
        DecodedLoop decoded = scoreLoop.decoded(file).orElseThrow();
        return new Observed(
                scoreLoop.score(file),
                scoreLoop.score(file, blanking(decoded, characteristics, around(decoded))),
                scoreLoop.score(file, blanking(decoded, characteristics, List.of(picture(decoded)))));
    }

    private static ScreenMasks blanking(
            DecodedLoop loop, LoopCharacteristics characteristics, List<Rectangle> rectangles) {
        return new ScreenMasks(List.of(new ScreenMask(
                characteristics.manufacturer(),
                characteristics.model(),
                loop.sourceWidth(),
                loop.sourceHeight(),
                rectangles)));
    }

    /** The ultrasound picture's bounding box and a margin round it. */
    private static Rectangle picture(DecodedLoop loop) {
        Rectangle crop = loop.crop();
        int x = Math.max(0, crop.x() - MARGIN_PIXELS);
        int y = Math.max(0, crop.y() - MARGIN_PIXELS);
        int endX = Math.min(loop.sourceWidth(), crop.endX() + MARGIN_PIXELS);
        int endY = Math.min(loop.sourceHeight(), crop.endY() + MARGIN_PIXELS);
        return new Rectangle(x, y, endX - x, endY - y);
    }

    /** Everything else: up to four strips. */
    private static List<Rectangle> around(DecodedLoop loop) {
        Rectangle picture = picture(loop);
        int width = loop.sourceWidth();
        int below = loop.sourceHeight() - picture.endY();
        int right = width - picture.endX();
        List<Rectangle> strips = new ArrayList<>();
        if (picture.y() > 0) {
            strips.add(new Rectangle(0, 0, width, picture.y()));
        }
        if (below > 0) {
            strips.add(new Rectangle(0, picture.endY(), width, below));
        }
        if (picture.x() > 0) {
            strips.add(new Rectangle(0, picture.y(), picture.x(), picture.height()));
        }
        if (right > 0) {
            strips.add(new Rectangle(picture.endX(), picture.y(), right, picture.height()));
        }
        return strips;
    }

    private static Optional<double[]> probabilities(Scored scored, int bundle) {
        return scored instanceof Scored.Answered(var logits)
                ? Optional.of(Softmax.of(logits.get(bundle), 1))
                : Optional.empty();
    }

    private static double greatestDifference(double[] one, double[] other) {
        double greatest = 0;
        for (int i = 0; i < one.length; i++) {
            greatest = Math.max(greatest, Math.abs(one[i] - other[i]));
        }
        return greatest;
    }
}
