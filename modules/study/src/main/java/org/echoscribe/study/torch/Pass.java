package org.echoscribe.study.torch;

/**
 * How a graph is run this time.
 *
 * @param training whether batch normalisation uses and updates batch statistics and dropout acts
 * @param share which part of the batch this is
 * @param workers with whom batch statistics are shared
 */
record Pass(boolean training, Share share, WorkerGroup workers) {

    /** Evaluation: nothing is drawn and nothing moves. */
    static final Pass EVALUATION = new Pass(false, Share.all(1), WorkerGroup.alone());

    /** Training of everything on one's own. */
    static Pass training(int loops) {
        return new Pass(true, Share.all(loops), WorkerGroup.alone());
    }
}
