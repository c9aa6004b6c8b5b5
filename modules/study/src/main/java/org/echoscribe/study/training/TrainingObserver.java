package org.echoscribe.study.training;

/** Told how a training goes on, so that a person can be. */
public interface TrainingObserver {

    /** An epoch of so many steps begins. */
    void epochStarted(int epoch, int maximumEpochs, int steps);

    /** A step is done; figures are means since the epoch's start. */
    void stepDone(double loss, double accuracy);

    /** An epoch is done and its checkpoint written. */
    void epochDone(Epoch epoch, boolean best);
}
