package org.echoscribe.journal;

/** The steps that a queue drives, each with its own queue, so that a blocked one never holds up another. */
public enum Step {
    /** Decode, flow, infer and report; the key is a loop's journal number. */
    LABEL("label_queue"),
    /** Write a study's summary; the key is the Study Instance UID. */
    SUMMARISE("summary_queue"),
    /** Send what waits for one destination; the key is the destination's name. */
    DELIVER("delivery_queue"),
    /** Forward the received objects that wait for one destination; the key is the destination's name. */
    FORWARD("forward_queue"),
    /** Ask one destination to commit what it has stored; the key is the destination's name. */
    ASK("ask_queue"),
    /** Tell a sender what is committed of what it asked for; the key is the request's journal number. */
    COMMITMENT("commitment_queue"),
    /** Tell what can be retrieved from one destination; the key is the destination's name. */
    NOTIFY("notify_queue");

    private final String table;

    Step(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }
}
