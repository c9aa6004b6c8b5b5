package org.echoscribe.pipeline;

import java.util.Optional;
import org.echoscribe.journal.Delivery;
import org.echoscribe.vocabulary.Loop;

/** Who wants to watch: called on the pipeline's threads after each event is durable, so it must be quick. */
public interface PipelineListener {

    /** Watches nothing. */
    PipelineListener NONE = new PipelineListener() {};

    /** An object was stored; it is about to be acknowledged. */
    default void received(Loop loop) {}

    /**
     * The outcome of an object is known.
     *
     * @param reportUid the SOP Instance UID of its own report, where it has one
     */
    default void labelled(Loop loop, Analysis analysis, Optional<String> reportUid) {}

    /** A destination has stored a report. */
    default void delivered(Delivery delivery) {}

    /** A study was closed. */
    default void closed(String studyInstanceUid, Optional<String> summaryUid) {}
}
