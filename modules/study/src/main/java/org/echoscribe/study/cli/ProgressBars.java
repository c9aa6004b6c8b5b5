package org.echoscribe.study.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.recipe.Watch;
import org.echoscribe.study.training.Epoch;
import org.echoscribe.study.training.TrainingObserver;

/** Progress for a person, on standard error: a bar with loss, accuracy and time left for each epoch, a line after it. */
final class ProgressBars implements Watch {

    private static final int LINE_WIDTH = 110;
    private static final int REFRESH_MILLIS = 1000;

    private final PrintWriter err;

    ProgressBars(PrintWriter err) {
        this.err = err;
    }

    private static ProgressBar bar(String task, long total) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, LINE_WIDTH))
                .build();
    }

    @Override
    public void task(String name) {
        err.println("== " + name);
        err.flush();
    }

    @Override
    public TrainingObserver training(String name) {
        return new TrainingObserver() {
            private ProgressBar bar;

            @Override
            public void epochStarted(int epoch, int maximumEpochs, int steps) {
                bar = bar(name + " " + epoch + "/" + maximumEpochs, steps);
            }

            @Override
            public void stepDone(double loss, double accuracy) {
                bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f accuracy %.1f %%", loss, 100 * accuracy));
                bar.step();
            }

            @Override
            public void epochDone(Epoch epoch, boolean best) {
                bar.close();
                err.printf(
                        Locale.ROOT,
                        "%s epoch %d: loss %.3f, accuracy %.1f %%; validation loss %.3f, accuracy %.1f %%%s (%.0f s)%n",
                        name,
                        epoch.number(),
                        epoch.trainingLoss(),
                        100 * epoch.trainingAccuracy(),
                        epoch.validationLoss(),
                        100 * epoch.validationAccuracy(),
                        best ? ", best so far" : "",
                        epoch.seconds());
                err.flush();
            }
        };
    }

    @Override
    public PrepareLoops.Progress loops(String task) {
        return new PrepareLoops.Progress() {
            private ProgressBar bar;

            @Override
            public synchronized void loopDone(int done, int total) {
                if (bar == null) {
                    bar = bar(task, total);
                }
                bar.stepTo(done);
                if (done == total) {
                    bar.close();
                }
            }
        };
    }
}
