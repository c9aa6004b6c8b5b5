package org.echoscribe.study.recipe;

import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.training.TrainingObserver;

/** Who is told how the work goes on. */
public interface Watch {

    /** One of several tasks begins. */
    default void task(String name) {}

    /** A training begins; what to tell of it. */
    TrainingObserver training(String name);

    /** A count of loops begins; what to tell of it. */
    PrepareLoops.Progress loops(String task);
}
