package org.echoscribe.pipeline;

import org.echoscribe.vocabulary.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person should look at because a sender did what no sender should: a log line, and a count to be alerted by. */
final class Alerts {

    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private final PipelineMetrics metrics;

    Alerts(PipelineMetrics metrics) {
        this.metrics = metrics;
    }

    /** One SOP Instance UID, two pictures. */
    void uidUsedAgain(Loop loop) {
        metrics.alert("uid used again");
        log.atWarn()
                .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                .addKeyValue("contentSha256", loop.contentSha256())
                .log("A sender used a SOP Instance UID again for other pixel data; both objects are kept and reported");
    }

    /** An object names another patient than the first object of its study. */
    void patientChanged(Loop loop) {
        metrics.alert("patient changed");
        log.atWarn()
                .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                .addKeyValue("studyInstanceUid", loop.studyInstanceUid())
                .log(
                        "An object names another patient than its study's first object; its reports form series of their own");
    }

    /** One Study Instance UID, several patients. */
    void severalPatients(String studyInstanceUid, int patients) {
        metrics.alert("several patients");
        log.atWarn()
                .addKeyValue("studyInstanceUid", studyInstanceUid)
                .addKeyValue("patients", patients)
                .log("A study names several patients; each has a summary of its own");
    }

    /** A document speaks of a loop that is not of its study or its patient. */
    void statementRefused(String documentUid, String sopInstanceUid) {
        metrics.alert("label of another study");
        log.atWarn()
                .addKeyValue("documentUid", documentUid)
                .addKeyValue("sopInstanceUid", sopInstanceUid)
                .log("A received document labels a loop of another study or patient; that label is not taken");
    }
}
