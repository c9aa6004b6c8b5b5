package org.echoscribe.study.cli;

import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.recipe.Watch;
import org.echoscribe.study.training.Epoch;
import org.echoscribe.study.training.TrainingObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker that does not lead tells: hardly anything, for worker 0 tells the same figures. */
final class UnwatchedWorker implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(UnwatchedWorker.class);

    private final int rank;

    UnwatchedWorker(int rank) {
        this.rank = rank;
    }

    @Override
    public TrainingObserver training(String name) {
        LOG.info("Worker {} trains its share: {}", rank, name);
        return new TrainingObserver() {
            @Override
            public void epochStarted(int epoch, int maximumEpochs, int steps) {}

            @Override
            public void stepDone(double loss, double accuracy) {}

            @Override
            public void epochDone(Epoch epoch, boolean best) {}
        };
    }

    @Override
    public PrepareLoops.Progress loops(String task) {
        return (_, _) -> {};
    }
}
